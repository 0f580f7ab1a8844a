import puppeteer, { type Page } from 'puppeteer-core'
import { enginePath } from '../../../../scripts/engines.ts'
import type { Driver, LaunchOptions, Tab } from './driver.ts'
import { createEvaluator } from './evaluation.ts'
import { environmentOf, killAll, killRenderer, stopRenderer, untilGone } from './processes.ts'

const PREFERENCES = {
  // `navigator.storage.persist()` asks the person, and a headless Firefox has none: without these it never settles (measured).
  'dom.storageManager.prompt.testing': true,
  'dom.storageManager.prompt.testing.allow': true,
  'dom.disable_open_during_load': false,
  // A crash is what a test asked for: nobody is to be told of it.
  'browser.tabs.crashReporting.sendReport': false,
  // Puppeteer has Firefox collect the bodies of answers: hundreds of MB that no person's Firefox holds (measured).
  'remote.network.maxTotalDataSize': 0,
  // Nothing but the test's own server is to be talked to.
  'app.normandy.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
}

/** A stock Firefox over WebDriver BiDi, driven by Puppeteer. */
export async function launchFirefox({ profile, args = [], quota }: LaunchOptions): Promise<Driver> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: enginePath('firefox') ?? 'firefox',
    userDataDir: profile,
    args: [...args],
    env: environmentOf(profile),
    extraPrefsFirefox: { ...PREFERENCES, ...(quota !== undefined && limitTo(quota)) },
    // Nobody looks at the first tab; without it the launch is a fifth quicker.
    waitForInitialPage: false,
    // A transfer that a test awaits in the page may take its time; the test has a limit of its own.
    protocolTimeout: 0,
  })
  let isNowOffline = false
  return {
    engine: 'firefox',
    async newPage(url) {
      const page = await browser.newPage()
      if (isNowOffline) await page.setOfflineMode(true)
      await page.goto(url)
      return toTab(page, profile)
    },
    async setOffline(isOffline) {
      isNowOffline = isOffline
      for (const page of await browser.pages()) await page.setOfflineMode(isOffline)
    },
    async close() {
      await browser.close()
      await untilGone(profile)
    },
    async kill() {
      await killAll(profile)
      await browser.close().catch(() => undefined)
    },
  }
}

/** A site may have a fifth of what all may have together, in KiB. */
function limitTo(quota: number) {
  return { 'dom.quotaManager.temporaryStorage.fixedLimit': Math.ceil((5 * quota) / 1024) }
}

function toTab(page: Page, profile: string): Tab {
  const { evaluate, abandon, end } = createEvaluator((expression) => page.evaluate(expression))
  const renderer = { profile, mark: '-isForBrowser', evaluate }
  // Firefox leaves a call unanswered whose document has gone (measured).
  page.on('domcontentloaded', () => abandon('The page navigated'))
  page.on('close', () => end('The page was closed'))
  return {
    evaluate,
    async goto(url) {
      await page.goto(url)
    },
    async reload() {
      await page.reload()
    },
    close: () => page.close(),
    show: () => page.bringToFront(),
    async crash() {
      const killedAt = await killRenderer(renderer)
      end('The page crashed')
      return killedAt
    },
    freeze: () => stopRenderer(renderer),
  }
}
