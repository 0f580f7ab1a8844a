import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installOutside, packPackages } from '../../scripts/packages.ts'
import { run } from '../../scripts/run.ts'

const LOG = 'bundlers-build'

/** What a browser needs of `node_modules` where nothing is bundled. */
const UNBUNDLED = ['@longhaul/core', '@noble/hashes', 'idb']

/** Packs the packages, installs them in an app outside the workspace, and builds that with every bundler. */
export default async function buildApps(): Promise<() => void> {
  const tarballs = await packPackages(LOG)
  const app = await installOutside(LOG, join(import.meta.dirname, 'app'), tarballs, 'hoisted')
  const node = (...args: string[]) => run(LOG, 'node', args, { cwd: app })
  await node('node_modules/vite/bin/vite.js', 'build', '--outDir=dist/vite', '--logLevel=error')
  await node('webpack.build.js')
  await node('esbuild.build.js')

  const at = (...path: string[]) => join(app, ...path)
  copyFileSync(at('webpack.html'), at('dist/webpack/index.html'))
  copyFileSync(at('esbuild.html'), at('dist/esbuild/index.html'))
  copyFileSync(at('esbuild.html'), at('dist/esbuild-alone/index.html'))
  copyFileSync(at('install.html'), at('dist/esbuild/install.html'))
  layOutUnbundled(at)
  renderOnServer(at)
  process.env['LONGHAUL_APPS'] = app
  return () => rmSync(app, { recursive: true, force: true })
}

/** The page with an import map, and what it names. */
function layOutUnbundled(at: (...path: string[]) => string) {
  mkdirSync(at('dist/plain'))
  copyFileSync(at('plain.html'), at('dist/plain/index.html'))
  copyFileSync(at('src/plain.js'), at('dist/plain/plain.js'))
  for (const name of UNBUNDLED)
    cpSync(at('node_modules', name), at('dist/plain/node_modules', name), { recursive: true })
}

/** The Vite app once more, with its first picture in the HTML. */
function renderOnServer(at: (...path: string[]) => string) {
  const picture = execFileSync(process.execPath, ['dist/server/server.js'], { cwd: at(), encoding: 'utf8' })
  cpSync(at('dist/vite'), at('dist/server-rendered'), { recursive: true })
  const page = at('dist/server-rendered/index.html')
  const html = readFileSync(page, 'utf8')
  writeFileSync(
    page,
    html.replace('<div id="root">', (start) => start + picture),
  )
}
