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

test('what runs goes on when a person chooses another engine, and what is new runs on that one', async ({
  builtShelf,
}) => {
  const server = await createDemoServer({ appFolder: builtShelf, weather: { rate: MB / 2 } })
  const profile = await mkdtemp(join(tmpdir(), 'longhaul-profile-'))
  const browser = await openBrowser(profile, server.url)
  const page = await browser.context.newPage()
  await page.goto(server.url)
  const trailer = 'The Night Train, trailer'
  const amountOf = async () => {
    const bar = page.getByRole('progressbar', { name: trailer }).first()
    return Number((await bar.getAttribute('aria-valuenow')) ?? 0)
  }
  await page.getByRole('button', { name: `Download ${trailer}` }).click()
  await expect.poll(amountOf, { timeout: 30_000 }).toBeGreaterThan(0)
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0)

  await page.getByText('Engine', { exact: true }).click()
  await page.getByRole('radio', { name: /^Longhaul’s/ }).click()
  await page.waitForURL('**engine=fallback')
  const before = await amountOf()
  await expect.poll(amountOf, { timeout: 10_000 }).toBeGreaterThan(before)
  // Only our own engine has a pause: of the two that run now one can be paused.
  await page.getByRole('button', { name: 'Download The Night Train, episode 1' }).click()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expect(page.getByRole('button', { name: `Play ${trailer}` })).toBeVisible({ timeout: 30_000 })
  expect(server.log.filter(({ url }) => url.endsWith('/trailer.wav'))).toHaveLength(1)

  await browser.close()
  await server.close()
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
