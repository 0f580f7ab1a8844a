import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { buildPackages } from './build.ts'
import { cache, pnpm, root, run } from './run.ts'

const NAMES = ['core', 'hooks', 'components'] as const
/** Entries without types of their own: a stylesheet and scripts for `importScripts`. */
const UNTYPED_ENTRIES = ['styles.css', 'service-worker/classic', 'fallback/install/classic']

/** Builds and packs the packages, and looks at the tarballs the way a stranger would. */
export async function checkPackages(log: string) {
  const tarballs = await packPackages(log)
  for (const tarball of Object.values(tarballs)) {
    await run(log, 'publint', ['run', tarball, '--strict'])
    await run(log, 'attw', [
      tarball,
      '--profile',
      'esm-only',
      '--no-summary',
      '--exclude-entrypoints',
      ...UNTYPED_ENTRIES,
    ])
  }
  checkClassicWorkers()
  await checkConsumer(log, tarballs)
}

type Tarballs = Record<(typeof NAMES)[number], string>

/** Builds and packs. Only `pnpm pack` applies `publishConfig`, so only its tarballs are what will be published. */
export async function packPackages(log: string): Promise<Tarballs> {
  await buildPackages(log)
  const folder = join(cache, 'tarballs')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of NAMES) {
    await pnpm(log, ['pack', '--out', join(folder, `${name}.tgz`)], { cwd: join(root, 'packages', name) })
  }
  return Object.fromEntries(NAMES.map((name) => [name, join(folder, `${name}.tgz`)])) as Tarballs
}

/** The classic files must run where there are no modules and next to no globals, and share one name there. */
function checkClassicWorkers() {
  const scope: Record<string, unknown> = { EventTarget }
  scope['self'] = scope
  const context = createContext(scope)
  for (const name of ['service-worker', 'install'])
    runInContext(readFileSync(join(root, `packages/core/dist/classic/${name}.js`), 'utf8'), context)
  const names = Object.keys(scope['longhaul'] ?? {}).toSorted()
  const wanted = ['installBackgroundFetch', 'listenForBackgroundFetches', 'serveStoredResponses']
  if (names.join() !== wanted.join())
    throw new Error(`The classic files set self.longhaul to { ${names.join(', ')} }`)
}

/** Checks the types of an app outside the workspace, with library checks on, and builds it. */
async function checkConsumer(log: string, tarballs: Tarballs) {
  const app = await installOutside(log, join(root, 'scripts/consumer'), tarballs)
  try {
    await run(log, 'tsc', ['-p', join(app, 'tsconfig.json')])
    await run(log, 'tsc', ['-p', join(app, 'tsconfig.worker.json')])
    await run(log, 'node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { cwd: app })
    const built = globSync('dist/**/*.{js,css}', { cwd: app })
    console.log(`The consumer built ${built.length} files.`)
  } finally {
    rmSync(app, { recursive: true, force: true })
  }
}

/**
 * Copies an app out of the workspace, where none of its modules can be found, and installs it with the tarballs.
 *
 * @param linker `hoisted` lays `node_modules` out as npm does; `isolated` hides what an app did not ask for
 * @returns the app's folder, which is the caller's to delete
 */
export async function installOutside(
  log: string,
  source: string,
  tarballs: Tarballs,
  linker: 'isolated' | 'hoisted' = 'isolated',
): Promise<string> {
  const app = mkdtempSync(join(tmpdir(), 'longhaul-outside-'))
  cpSync(source, app, { recursive: true })
  const manifest = readFileSync(join(app, 'package.json'), 'utf8')
  writeFileSync(join(app, 'package.json'), manifest.replaceAll('TARBALLS', join(cache, 'tarballs')))
  const overrides = NAMES.map((name) => `  '@longhaul/${name}': 'file:${tarballs[name]}'`)
  writeFileSync(
    join(app, 'pnpm-workspace.yaml'),
    [`nodeLinker: ${linker}`, 'overrides:', ...overrides, 'allowBuilds:', '  esbuild: false', ''].join('\n'),
  )
  await pnpm(log, ['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: app })
  return app
}
