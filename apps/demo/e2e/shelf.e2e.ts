import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import { createDemoServer } from '../server/server.ts'
import { openBrowser } from './browser.ts'
import { expect, test as base } from './testing.ts'

const MB = 1_000_000

/** The demo as `npm start` serves it. */
const test = base.extend<object, { builtShelf: string }>({
  builtShelf: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'longhaul-shelf-'))
      const app = join(import.meta.dirname, '..')
      await build({
        root: app,
        configFile: join(app, 'vite.config.ts'),
        logLevel: 'error',
        build: { outDir: folder, emptyOutDir: true },
      })
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

test('a stranger downloads a film’s worth, leaves, comes back, and plays it with the network off', async ({
  builtShelf,
}) => {
  test.slow()
  const server = await createDemoServer({ appFolder: builtShelf, weather: { rate: 15 * MB } })
  const profile = await mkdtemp(join(tmpdir(), 'longhaul-profile-'))
  const browser = await openBrowser(profile, server.url)
  const page = await browser.context.newPage()
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Download The Night Train, episode 1' }).click()
  const bar = page.getByRole('progressbar', { name: 'The Night Train, episode 1' }).first()
  await expect
    .poll(async () => Number((await bar.getAttribute('aria-valuenow')) ?? 0), { timeout: 30_000 })
    .toBeGreaterThan(0)
  await page.close()
  await expect
    .poll(() => server.log.some(({ url, endedAt }) => isEpisode(url) && endedAt !== null), {
      timeout: 90_000,
    })
    .toBe(true)

  const later = await browser.context.newPage()
  await later.goto(server.url)
  await expect(later.getByRole('button', { name: 'Play The Night Train, episode 1' })).toBeVisible({
    timeout: 30_000,
  })
  expect(server.log.filter(({ url }) => isEpisode(url))).toHaveLength(1)

  await server.close()
  await later.reload()
  await later.getByRole('button', { name: 'Play The Night Train, episode 1' }).click()
  await later.waitForFunction(() => (document.querySelector('audio')?.readyState ?? 0) >= 2)
  expect(await later.evaluate(() => document.querySelector('audio')!.duration)).toBeGreaterThan(60)
  await playsFrom(later, 2)
  await playsFrom(later, 240)

  await browser.close()
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
})

function isEpisode(url: string): boolean {
  return url.endsWith('/night-train/episode-1.wav')
}

/** Seeks, plays, and waits until sound has moved on from there. */
async function playsFrom(page: Page, seconds: number): Promise<void> {
  await page.evaluate(async (seconds) => {
    const audio = document.querySelector('audio')!
    audio.muted = true
    audio.currentTime = seconds
    await audio.play()
  }, seconds)
  await page.waitForFunction(
    (seconds) => document.querySelector('audio')!.currentTime > seconds + 0.2,
    seconds,
  )
}
