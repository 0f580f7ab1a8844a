import { chromium, type Page } from '@playwright/test'
import { chromiumLaunchOptions } from '../../../../scripts/chromium.ts'
import type { Driver, LaunchOptions, Tab } from './driver.ts'
import { createEvaluator } from './evaluation.ts'
import { environmentOf, killAll, stopRenderer, untilGone } from './processes.ts'

/** Chromium, driven by Playwright. */
export async function launchChromium({ profile, args = [], quota }: LaunchOptions): Promise<Driver> {
  const launch = chromiumLaunchOptions()
  const context = await chromium.launchPersistentContext(profile, {
    ...launch,
    args: [...launch.args, ...args],
    env: environmentOf(profile),
  })
  return {
    engine: 'chromium',
    async newPage(url) {
      const page = await context.newPage()
      await page.goto(url)
      if (quota !== undefined) await limit(page, quota)
      return toTab(page, profile)
    },
    setOffline: (isOffline) => context.setOffline(isOffline),
    async close() {
      await context.close()
      await untilGone(profile)
    },
    async kill() {
      await killAll(profile)
      await context.close().catch(() => undefined)
    },
  }
}

/** Holds for the page's site as long as the page is open. */
async function limit(page: Page, quotaSize: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize })
}

function toTab(page: Page, profile: string): Tab {
  const { evaluate } = createEvaluator((expression) => page.evaluate(expression))
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
      const session = await page.context().newCDPSession(page)
      const crashed = page.waitForEvent('crash')
      const killedAt = Date.now()
      // It is never answered: who would answer is dead.
      session.send('Page.crash').catch(() => undefined)
      await crashed
      return killedAt
    },
    freeze: () => stopRenderer({ profile, mark: '--type=renderer', evaluate }),
  }
}
