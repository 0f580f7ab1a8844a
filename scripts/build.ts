import { copyFileSync, rmSync } from 'node:fs'
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
  await buildClassicWorker()
  await buildEngineWorker()
  await run(log, 'tsc', ['-p', at('hooks', 'tsconfig.build.json')])
  await run(log, 'tsc', ['-p', at('components', 'tsconfig.build.json')])
  copyFileSync(at('components', 'src', 'styles.css'), at('components', 'dist', 'styles.css'))
}

/** One self-contained script for `importScripts`, in workers that are not modules. */
async function buildClassicWorker() {
  await build({
    configFile: false,
    root: at('core'),
    logLevel: 'warn',
    resolve: { conditions: ['@longhaul/source'] },
    build: {
      outDir: 'dist/classic',
      target: 'es2022',
      minify: true,
      rolldownOptions: {
        input: at('core', 'src', 'service-worker', 'classic.ts'),
        output: { format: 'iife', entryFileNames: 'service-worker.js' },
      },
    },
  })
}

/** The engine's worker in one file: it can be copied, and a bundler that leaves workers alone still has all of it. */
async function buildEngineWorker() {
  await build({
    configFile: false,
    root: at('core'),
    logLevel: 'warn',
    resolve: { conditions: ['@longhaul/source'] },
    build: {
      outDir: 'dist/fallback',
      emptyOutDir: false,
      target: 'es2022',
      minify: true,
      rolldownOptions: {
        input: at('core', 'src', 'fallback', 'worker.ts'),
        output: { format: 'es', entryFileNames: 'worker.js' },
      },
    },
  })
}

if (process.argv[1] === import.meta.filename) await buildPackages('build')
