import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'vite'
import {
  askersOf,
  countRequests,
  download,
  engineScriptsOf,
  expect,
  expectWorker,
  FILM,
  FILM_SIZE,
  folderOf,
  openApp,
  test,
  type TestedApp,
} from './app.ts'
import { STRICT_POLICY } from './server.ts'

declare const app: TestedApp

for (const name of ['vite', 'webpack', 'esbuild']) {
  test(`downloads in its worker, and answers from disk through the service worker: ${name} @everywhere`, async ({
    open,
    serve,
  }) => {
    const site = await serve(name)
    const tab = await openApp(await open(), site.url)
    expect(await download(tab, site)).toMatchObject({ engine: 'fallback' })
    expectWorker(site)
    expect(await engineScriptsOf(site)).not.toEqual([])

    const requests = countRequests(site, FILM)
    expect(await tab.evaluate(async (film) => (await (await fetch(film)).blob()).size, FILM)).toBe(FILM_SIZE)
    expect(countRequests(site, FILM)).toBe(requests)
    expect(site.violations).toEqual([])
  })
}

for (const name of ['vite', 'webpack']) {
  test(`loads no engine where the browser has one: ${name} @native`, async ({ open, serve }) => {
    const site = await serve(name)
    const tab = await openApp(await open(), site.url)
    expect(await download(tab, site)).toMatchObject({ engine: 'native' })
    expect(await engineScriptsOf(site)).toEqual([])
    expect(site.violations).toEqual([])
  })
}

test('downloads on the page when the bundler was told nothing of the worker: esbuild', async ({
  open,
  serve,
}) => {
  const site = await serve('esbuild-alone')
  const tab = await openApp(await open(), site.url)
  await download(tab, site)
  expect(askersOf(site, FILM)).toEqual(['/'])
  expect(site.violations).toEqual([])
})

test('downloads on the page where the policy allows no worker @everywhere', async ({ open, serve }) => {
  const site = await serve('vite', {
    policy: STRICT_POLICY.replace("worker-src 'self'", "worker-src 'none'"),
  })
  // A service worker is a worker too: this page has none.
  const tab = await openApp(await open(), `${site.url}/trusted-types.html`)
  await download(tab, site)
  expect(askersOf(site, FILM)).toEqual(['/trusted-types.html'])
  expect(site.violations).toContainEqual(expect.stringMatching(/^worker-src/))
})

test('loads the engine at the next try when it could not be loaded at the first', async ({ open, serve }) => {
  const site = await serve('vite')
  const tab = await openApp(await open(), site.url)
  site.fail(/createFallbackEngine/)
  const start = () => app.client.fetch('note', '/media/sample/note-5000.bin')
  expect(await tab.evaluate(start)).toMatchObject({ status: 'interrupted', needsUser: true })
  site.fail(null)
  expect(await tab.evaluate(() => app.client.retry('note'))).toMatchObject({ status: 'pending' })
  await download(tab, site)
})

const TRUSTED_TYPES = `${STRICT_POLICY}; require-trusted-types-for 'script'; trusted-types longhaul`

test('downloads in a worker made by the app’s own policy under Trusted Types', async ({ open, serve }) => {
  const site = await serve('vite', { policy: TRUSTED_TYPES })
  const tab = await openApp(await open(), `${site.url}/trusted-types.html`)
  await download(tab, site)
  expectWorker(site)
  expect(site.violations).toEqual([])
})

test('downloads on the page under Trusted Types when the app makes no worker', async ({ open, serve }) => {
  const site = await serve('plain', { policy: allowImportMap(TRUSTED_TYPES) })
  const tab = await openApp(await open(), site.url)
  await download(tab, site)
  expect(askersOf(site, FILM)).toEqual(['/'])
})

test('downloads in the worker where nothing is bundled', async ({ open, serve }) => {
  const site = await serve('plain', { policy: allowImportMap(STRICT_POLICY) })
  const tab = await openApp(await open(), site.url)
  await download(tab, site)
  expectWorker(site)
  expect(site.violations).toEqual([])
})

/** An import map stands in the page, and a strict policy takes nothing that does but by its hash. */
function allowImportMap(policy: string): string {
  const page = readFileSync(folderOf('plain.html'), 'utf8')
  const [, map] = /<script type="importmap">(.*?)<\/script>/s.exec(page)!
  const hash = createHash('sha256').update(map!).digest('base64')
  return policy.replace("script-src 'self'", `script-src 'self' 'sha256-${hash}'`)
}

test('downloads in the worker while developing: vite', async ({ open, serve }) => {
  const dev = await createServer({
    root: folderOf(),
    configFile: folderOf('vite.config.js'),
    server: { middlewareMode: true, ws: false },
    logLevel: 'error',
  })
  try {
    // Its server puts styles into the page, and so can't be held to the policy.
    const site = await serve('', { folder: null, policy: '', next: dev.middlewares })
    const tab = await openApp(await open(), site.url)
    await download(tab, site)
    expectWorker(site)
  } finally {
    await dev.close()
  }
})

test('brings the browser’s own API to a service worker without modules', async ({ open, serve }) => {
  const site = await serve('esbuild')
  const tab = await openApp(await open(), `${site.url}/install.html`)
  await tab.evaluate(async (film) => {
    const registration = await navigator.serviceWorker.ready
    const { backgroundFetch } = registration as unknown as {
      backgroundFetch: { fetch(id: string, requests: string): Promise<unknown> }
    }
    await backgroundFetch.fetch('film', film)
  }, FILM)
  const kept = () => tab.evaluate(async (film) => (await (await caches.match(film))?.blob())?.size, FILM)
  await expect.poll(kept, { timeout: 40_000 }).toBe(FILM_SIZE)
  expectWorker(site)
  expect(site.violations).toEqual([])
})

test('shows what a server has drawn, and goes on from there under a strict policy', async ({
  open,
  serve,
}) => {
  const html = readFileSync(folderOf('dist/server-rendered/index.html'), 'utf8')
  // An attribute would violate `style-src 'self'`; what React sets later does not.
  expect(html).not.toMatch(/ style=/)
  const site = await serve('server-rendered')
  const tab = await openApp(await open(), site.url)
  await tab.evaluate(watchBar)
  await download(tab, site)
  const seen = await tab.evaluate(() => app.seen)
  expect(seen.some((done) => done > 0 && done < 1)).toBe(true)
  expect(await tab.evaluate(() => app.errors)).toEqual([])
  expect(site.violations).toEqual([])
})

test('does nothing when its entries are loaded on a server', () => {
  const told = execFileSync(process.execPath, ['importEntries.js'], {
    cwd: folderOf(),
    encoding: 'utf8',
    timeout: 30_000,
  })
  const { loaded, left } = JSON.parse(told) as { loaded: readonly string[]; left: readonly string[] }
  expect(loaded).toContain('@longhaul/core/fallback/install')
  expect(left).toEqual([])
})

/** Notes how far the list's bar is drawn, by the style sheet, whenever the page is painted. */
function watchBar(): void {
  app.seen = []
  const look = () => {
    const bar = document.querySelector('[data-longhaul="list"] [role="progressbar"]')
    const drawn = bar && new DOMMatrix(getComputedStyle(bar, '::before').transform).a
    if (drawn !== null) app.seen.push(drawn)
    requestAnimationFrame(look)
  }
  look()
}
