import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Driver, Tab } from '../../apps/demo/e2e/engines/driver.ts'
import { expect, test as engineTest } from '../../apps/demo/e2e/engines/testing.ts'
import type { BackgroundFetchClient, BackgroundFetchRecord } from '../../packages/core/src/index.ts'
import { openSite, type Site, type SiteOptions } from './server.ts'

/** What a page of the app shows of itself. */
export interface TestedApp {
  readonly client: BackgroundFetchClient
  /** What React found wrong in a server's HTML. */
  readonly errors: readonly string[]
  /** How far a bar was drawn, a number a frame; a test's own. */
  seen: number[]
}

declare const app: TestedApp

export const FILM_SIZE = 3_000_000
/** Most of a second: long enough for a bar to be seen moving. */
export const FILM = `/media/sample/film-${FILM_SIZE}.bin?rate=4000000`

interface Fixtures {
  /** Serves one of the built apps, by the folder below `dist` that it was built to. */
  serve(name: string, options?: Partial<SiteOptions>): Promise<Site>
}

export const test = engineTest.extend<Fixtures>({
  serve: async ({}, use) => {
    const sites: Site[] = []
    await use(async (name, options = {}) => {
      const site = await openSite({ folder: folderOf('dist', name), ...options })
      sites.push(site)
      return site
    })
    for (const site of sites) await site.close()
  },
})

export { expect }

/** A path in the app outside the workspace. */
export function folderOf(...path: string[]): string {
  return join(process.env['LONGHAUL_APPS']!, ...path)
}

export async function openApp(driver: Driver, url: string): Promise<Tab> {
  const tab = await driver.newPage(url)
  await expect.poll(() => tab.evaluate(() => 'app' in globalThis), { timeout: 30_000 }).toBe(true)
  return tab
}

/** Downloads the film, and sees to it that what is stored is what the server has. */
export async function download(tab: Tab, site: Site): Promise<BackgroundFetchRecord> {
  const film = new Uint8Array(await (await fetch(site.url + FILM.split('?')[0]!)).arrayBuffer())
  const sha256 = createHash('sha256').update(film).digest('base64')
  await tab.evaluate(
    (request) => app.client.fetch('film', request, { title: 'The film' }) as Promise<unknown>,
    { url: FILM, size: FILM_SIZE, integrity: `sha256-${sha256}` },
  )
  await expect
    .poll(() => tab.evaluate(async () => (await app.client.get('film'))?.status), { timeout: 40_000 })
    .toBe('completed')
  expect(await tab.evaluate(hashOfStored, FILM)).toBe(sha256)
  return (await tab.evaluate(() => app.client.get('film')))!
}

async function hashOfStored(url: string): Promise<string> {
  const response = await app.client.match('film', url)
  const digest = await crypto.subtle.digest('SHA-256', await response!.arrayBuffer())
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
}

/** Whose requests brought a file: paths of a page, or of a worker's script. */
export function askersOf(site: Site, path: string): readonly (string | null)[] {
  const askers = site.requests.filter((request) => request.path === path).map(({ from }) => from)
  return [...new Set(askers)]
}

export function countRequests(site: Site, path: string): number {
  return site.requests.filter((request) => request.path === path).length
}

/** Scripts of dedicated workers; in Firefox also what they import. */
export function workersOf(site: Site): readonly string[] {
  return site.requests.filter(({ purpose }) => purpose === 'worker').map(({ path }) => path.split('?')[0]!)
}

/** What every election is held for; a string outlives any minifier. */
const MARK_OF_THE_ENGINE = ':leader'

/** The scripts that were loaded and have the engine in them. */
export async function engineScriptsOf(site: Site): Promise<readonly string[]> {
  const scripts = new Set(site.requests.map(({ path }) => path).filter((path) => path.endsWith('.js')))
  const texts = await Promise.all(
    [...scripts].map(async (path) => [path, await (await fetch(site.url + path)).text()] as const),
  )
  return texts.filter(([, text]) => text.includes(MARK_OF_THE_ENGINE)).map(([path]) => path)
}

/** Sees to it that the film came through a worker of the engine, and through nothing else. */
export function expectWorker(site: Site): void {
  const askers = askersOf(site, FILM)
  expect(askers).toHaveLength(1)
  expect(workersOf(site)).toContain(askers[0])
}
