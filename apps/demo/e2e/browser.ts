import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromiumLaunchOptions, chromiumPath } from '../../../scripts/chromium.ts'

export interface BrowserOptions {
  readonly args?: readonly string[]
}

/** A real browser with a profile that outlives it. */
export interface Browser {
  readonly context: BrowserContext
  /** Opens a page of the app and waits for its client; `path` may carry a query. */
  newPage(path?: string): Promise<Page>
  /** As a person quits it. */
  close(): Promise<void>
  /** SIGKILL, all its processes, no goodbye. */
  kill(): Promise<void>
}

export async function openBrowser(
  profile: string,
  origin: string,
  options: BrowserOptions = {},
): Promise<Browser> {
  const { args = [] } = options
  await allowDownloads(profile)
  const launch = chromiumLaunchOptions()
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    args: [...launch.args, ...args],
  })
  let isOpen = true
  return {
    context,
    async newPage(path = '/') {
      const page = await context.newPage()
      await page.goto(origin + path)
      await page.waitForFunction(() => 'stage' in globalThis)
      return page
    },
    async close() {
      if (!isOpen) return
      isOpen = false
      await context.close()
      await untilGone(profile)
    },
    async kill() {
      isOpen = false
      for (const pid of await processesOf(profile)) process.kill(pid, 'SIGKILL')
      await untilGone(profile)
      await context.close().catch(() => undefined)
    },
  }
}

/**
 * Starts the browser as a person does. A driven one is granted automatic downloads whatever its profile says (measured),
 * so what a first-time visitor meets can be seen only here.
 *
 * @returns how to end it
 */
export async function openAlone(profile: string, url: string): Promise<() => Promise<void>> {
  const { args } = chromiumLaunchOptions()
  const child = spawn(
    chromiumPath() ?? chromium.executablePath(),
    [...args, `--user-data-dir=${profile}`, url],
    { stdio: 'ignore' },
  )
  return async () => {
    child.kill('SIGKILL')
    await untilGone(profile)
  }
}

/** Chromium allows one background fetch a page load, unless this preference says otherwise (measured). */
async function allowDownloads(profile: string): Promise<void> {
  const folder = join(profile, 'Default')
  const file = join(folder, 'Preferences')
  await mkdir(folder, { recursive: true })
  const known = await readFile(file, 'utf8').catch(() => null)
  if (known === null) {
    await writeFile(
      file,
      JSON.stringify({ profile: { default_content_setting_values: { automatic_downloads: 1 } } }),
    )
  }
}

/** The browser's own process first: told by the profile on its command line. Linux only, as is the kill test. */
async function processesOf(profile: string): Promise<readonly number[]> {
  const found: number[] = []
  for (const entry of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(entry)) continue
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(`--user-data-dir=${profile}`)) found.push(Number(entry))
  }
  return found
}

async function untilGone(profile: string): Promise<void> {
  for (let tries = 0; tries < 100 && (await processesOf(profile)).length > 0; tries++) await wait(100)
}
