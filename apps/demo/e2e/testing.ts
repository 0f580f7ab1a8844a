import type { BackgroundFetchStatus } from '@longhaul/core'
import { expect, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openAlone, openBrowser, type Browser, type BrowserOptions } from './browser.ts'
import { siteTest } from './site.ts'
import type { Stage } from './stage/page.ts'

declare const stage: Stage

interface Fixtures {
  /** Opens a browser on this test's profile: again after a kill, it is the same person's. */
  open(options?: BrowserOptions): Promise<Browser>
  /** Opens a browser that nobody drives or grants anything, at a path of the app; gives how to end it. */
  openAlone(path: string): Promise<() => Promise<void>>
  /** One page of one browser, with an active worker. */
  page: Page
}

export const test = siteTest.extend<Fixtures>({
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
