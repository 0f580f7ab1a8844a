import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { root, run } from './run.ts'

const at = (...path: string[]) => join(root, 'packages', ...path)

/** Builds the three packages into their `dist`, file for file; each one reads the declarations of the one before. */
export async function buildPackages(log: string) {
  for (const name of ['core', 'hooks', 'components'])
    rmSync(at(name, 'dist'), { recursive: true, force: true })
  await run(log, 'tsc', ['-p', at('core', 'tsconfig.build.json')])
  await run(log, 'tsc', ['-p', at('core', 'tsconfig.worker.build.json')])
  // For workers that are not modules, and `importScripts`.
  await buildOneFile('service-worker/classic.ts', 'classic', 'service-worker.js')
  await buildOneFile('fallback/classic.ts', 'classic', 'install.js')
  // In one file it can be copied, and a bundler that leaves workers alone still has all of it.
  await buildOneFile('fallback/worker.ts', 'fallback', 'worker.js')
  await run(log, 'tsc', ['-p', at('hooks', 'tsconfig.build.json')])
  await run(log, 'tsc', ['-p', at('components', 'tsconfig.build.json')])
  copyStyles()
}

/** The style sheet without its comments: an app that links it as it is would load them. */
function copyStyles() {
  const css = readFileSync(at('components', 'src', 'styles.css'), 'utf8')
  writeFileSync(at('components', 'dist', 'styles.css'), css.replaceAll(/[ \t]*\/\*.*?\*\/\n?/gs, ''))
}

/** Bundles a script of core with all it imports, what it imports later included: it stands alone. */
async function buildOneFile(source: string, folder: string, name: string) {
  await build({
    configFile: false,
    root: at('core'),
    logLevel: 'warn',
    resolve: { conditions: ['@longhaul/source'] },
    build: {
      outDir: join('dist', folder),
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      // As an app it would get Vite's loader around each `import()`, which is for pages.
      lib: { entry: at('core', 'src', source), formats: ['iife'], name: 'longhaul', fileName: () => name },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
}

if (process.argv[1] === import.meta.filename) await buildPackages('build')
