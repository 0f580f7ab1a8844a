import type { BackgroundFetchStatus } from '@longhaul/core'
import { expect, test as base, type Page } from '@playwright/test'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { createDemoServer, type DemoServer } from '../server/server.ts'
import { openAlone, openBrowser, type Browser, type BrowserOptions } from './browser.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

type WorkerName = 'worker' | 'workerOlder' | 'workerNewer' | 'workerSilent'

interface Fixtures {
  /** A real server of its own, with the stage's page on it. */
  server: DemoServer
  /** Replaces the worker's script on the server, as a deploy does. */
  deploy(name: WorkerName): Promise<void>
  /** Opens a browser on this test's profile: again after a kill, it is the same person's. */
  open(options?: BrowserOptions): Promise<Browser>
  /** Opens a browser that nobody drives or grants anything, at a path of the app; gives how to end it. */
  openAlone(path: string): Promise<() => Promise<void>>
  /** One page of one browser, with an active worker. */
  page: Page
}

interface WorkerFixtures {
  /** The stage, built once. */
  builtStage: string
}

export const test = base.extend<Fixtures & { siteFolder: string }, WorkerFixtures>({
  builtStage: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'longhaul-stage-'))
      await build({
        configFile: join(import.meta.dirname, 'stage/vite.config.ts'),
        build: { outDir: folder },
      })
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  siteFolder: async ({ builtStage }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'longhaul-site-'))
    await cp(builtStage, folder, { recursive: true })
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  server: async ({ siteFolder }, use) => {
    const server = await createDemoServer({ appFolder: siteFolder })
    await use(server)
    await server.close()
  },
  deploy: async ({ siteFolder, builtStage }, use) => {
    await use((name) => cp(join(builtStage, `${name}.js`), join(siteFolder, 'worker.js')))
  },
  open: async ({ server }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'longhaul-profile-'))
    const opened: Browser[] = []
    await use(async (options = {}) => {
      const browser = await openBrowser(profile, server.url, options)
      opened.push(browser)
      return browser
    })
    for (const browser of opened) await browser.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  },
  openAlone: async ({ server }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'longhaul-alone-'))
    const closers: (() => Promise<void>)[] = []
    await use(async (path) => {
      const close = await openAlone(profile, server.url + path)
      closers.push(close)
      return close
    })
    for (const close of closers) await close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  },
  page: async ({ open }, use) => {
    const browser = await open()
    await use(await browser.newPage())
  },
})

export { expect }

/** Waits until a fetch has a status, and gives its record. */
export async function until(page: Page, id: string, status: BackgroundFetchStatus, timeoutMs = 30_000) {
  await expect
    .poll(() => page.evaluate(async (id) => (await stage.client.get(id))?.status, id), { timeout: timeoutMs })
    .toBe(status)
  return (await page.evaluate((id) => stage.client.get(id), id))!
}

/** Waits until at least so many bytes have come. */
export async function untilMoving(page: Page, id: string, bytes = 1): Promise<void> {
  await expect
    .poll(() => page.evaluate((id) => stage.client.peek(id)?.downloaded ?? 0, id), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(bytes)
}
