import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { buildPackages } from './build.ts'
import { cache, pnpm, root, run } from './run.ts'

const NAMES = ['core', 'hooks', 'components'] as const
/** Entries without types of their own: a stylesheet and a script for `importScripts`. */
const UNTYPED_ENTRIES = ['styles.css', 'service-worker/classic']

/** Builds and packs the packages, and looks at the tarballs the way a stranger would. */
export async function checkPackages(log: string) {
  await buildPackages(log)
  const tarballs = await pack(log)
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
  checkClassicWorker()
  await checkConsumer(log, tarballs)
}

/** Only `pnpm pack` applies `publishConfig`, so only its tarballs are what will be published. */
async function pack(log: string): Promise<Record<(typeof NAMES)[number], string>> {
  const folder = join(cache, 'tarballs')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of NAMES) {
    await pnpm(log, ['pack', '--out', join(folder, `${name}.tgz`)], { cwd: join(root, 'packages', name) })
  }
  return Object.fromEntries(NAMES.map((name) => [name, join(folder, `${name}.tgz`)])) as Record<
    (typeof NAMES)[number],
    string
  >
}

/** The classic file must run where there are no modules and nothing but a global object, and leave its two names there. */
function checkClassicWorker() {
  const scope: Record<string, unknown> = {}
  scope['self'] = scope
  runInContext(
    readFileSync(join(root, 'packages/core/dist/classic/service-worker.js'), 'utf8'),
    createContext(scope),
  )
  const names = Object.keys(scope['longhaul'] ?? {})
    .toSorted()
    .join(', ')
  if (names !== 'listenForBackgroundFetches, serveStoredResponses') {
    throw new Error(`The classic service worker file sets self.longhaul to { ${names} }`)
  }
}

/** Installs the tarballs into an app outside the workspace, checks its types with library checks on, and builds it. */
async function checkConsumer(log: string, tarballs: Record<string, string>) {
  const app = mkdtempSync(join(tmpdir(), 'longhaul-consumer-'))
  try {
    cpSync(join(root, 'scripts/consumer'), app, { recursive: true })
    const manifest = readFileSync(join(app, 'package.json'), 'utf8').replaceAll(
      'TARBALLS',
      join(cache, 'tarballs'),
    )
    const overrides = NAMES.map((name) => `  '@longhaul/${name}': 'file:${tarballs[name]}'`)
    writeFileSync(join(app, 'package.json'), manifest)
    writeFileSync(
      join(app, 'pnpm-workspace.yaml'),
      ['overrides:', ...overrides, 'allowBuilds:', '  esbuild: false', ''].join('\n'),
    )
    await pnpm(log, ['install', '--prefer-offline', '--no-frozen-lockfile'], { cwd: app })
    await run(log, 'tsc', ['-p', join(app, 'tsconfig.json')])
    await run(log, 'tsc', ['-p', join(app, 'tsconfig.worker.json')])
    await run(log, 'node', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'], { cwd: app })
    const built = globSync('dist/**/*.{js,css}', { cwd: app })
    console.log(`The consumer built ${built.length} files.`)
  } finally {
    rmSync(app, { recursive: true, force: true })
  }
}
