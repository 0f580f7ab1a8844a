import { expect } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { whyMissing } from '../../../../scripts/engines.ts'
import { siteTest } from '../site.ts'
import { launch, type Driver, type Engine, type LaunchOptions, type Tab } from './driver.ts'

/** What a project of `playwright.config.ts` says of the browser its tests run in. */
export interface EngineOptions {
  engine: Engine
  /** More of the browser's own command line. */
  engineArgs: readonly string[]
}

interface Fixtures {
  /** The folder that outlives the browser. */
  profile: string
  /** Opens the project's browser on this test's profile: again after a kill, it is the same person's. */
  open(options?: Omit<LaunchOptions, 'profile'>): Promise<Driver>
  /** One tab of one browser, with the stage on it. */
  tab: Tab
}

/** For tests that are written once and run in every engine. */
export const test = siteTest.extend<Fixtures & EngineOptions & { presence: void }>({
  engine: ['chromium', { option: true }],
  engineArgs: [[], { option: true }],
  presence: [
    async ({ engine }, use, info) => {
      const why = whyMissing(engine)
      info.skip(why !== null, why ?? '')
      await use()
    },
    { auto: true },
  ],
  profile: async ({}, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'longhaul-engine-'))
    await use(profile)
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  },
  open: async ({ engine, engineArgs, profile }, use) => {
    const running = new Set<Driver>()
    await use(async ({ args = [], ...options } = {}) => {
      const driver = await launch(engine, { profile, args: [...engineArgs, ...args], ...options })
      const ended = (end: () => Promise<void>) => () => {
        running.delete(driver)
        return end()
      }
      running.add(driver)
      return { ...driver, close: ended(driver.close), kill: ended(driver.kill) }
    })
    for (const driver of running) await driver.kill()
  },
  tab: async ({ open, server }, use) => {
    const driver = await open()
    await use(await openStage(driver, server.url))
  },
})

export { expect }

/** Opens the stage in a tab of its own and waits for its client. */
export async function openStage(driver: Driver, url: string): Promise<Tab> {
  const tab = await driver.newPage(url)
  await untilStage(tab)
  return tab
}

/** Waits for the stage's client: again after `reload()`. */
export async function untilStage(tab: Tab): Promise<void> {
  await expect.poll(() => tab.evaluate(() => 'stage' in globalThis), { timeout: 20_000 }).toBe(true)
}
