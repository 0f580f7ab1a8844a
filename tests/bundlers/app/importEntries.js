// What a server does with a page's modules: it loads every entry, where there is no browser, and nothing may happen.
import { readFileSync } from 'node:fs'

/** Scripts for workers, which must act when they are loaded; and what is no module. */
const NOT_FOR_PAGES = /fallback\/worker$|classic$|\.css$|\.json$/

const before = new Set(Reflect.ownKeys(globalThis))
const loaded = []
for (const name of ['core', 'hooks', 'components']) {
  const manifest = JSON.parse(readFileSync(`node_modules/@longhaul/${name}/package.json`, 'utf8'))
  for (const entry of Object.keys(manifest.exports)) {
    if (NOT_FOR_PAGES.test(entry)) continue
    await import(`@longhaul/${name}${entry.slice(1)}`)
    loaded.push(`@longhaul/${name}${entry.slice(1)}`)
  }
}
const left = Reflect.ownKeys(globalThis).filter((key) => !before.has(key))
// The process ends by itself only where no timer and no listener was left behind.
process.on('exit', () => console.log(JSON.stringify({ loaded, left: left.map(String) })))
