import { setTimeout as wait } from 'node:timers/promises'
import type { Tab } from './driver.ts'
import { createEvaluator } from './evaluation.ts'
import type { Inspector } from './inspector.ts'
import { killRenderer, stopRenderer } from './processes.ts'

/** What tells one document from the next. */
interface Place {
  readonly href: string
  readonly startedAt: number
}

/** As long as Playwright and Puppeteer wait for a page. */
const LOAD_LIMIT_MS = 30_000

/** A question to a page that is moving from one process to another may never be answered; it is asked again. */
const ANSWER_LIMIT_MS = 2_000

/** A tab of a WebKit browser: `Page.navigate` and the like only begin, so each waits for the document it brings. */
export function createWebKitTab(inspector: Inspector, profile: string): Tab {
  const { evaluate, end } = createEvaluator((expression) => run(inspector, expression))
  const renderer = { profile, mark: 'WebKitWebProcess', evaluate }
  let hasCrashed = false
  const leave = async (method: string, params?: object) => {
    const { startedAt } = await untilLoaded(inspector, () => true)
    // A document that goes may take the answer with it.
    const begun = inspector.send(method, params).catch(() => undefined)
    await Promise.race([begun, wait(ANSWER_LIMIT_MS)])
    await untilLoaded(inspector, (place) => place.startedAt !== startedAt)
  }
  return {
    evaluate,
    goto: (url) => leave('Page.navigate', { url }),
    reload: () => leave('Page.reload'),
    // A crashed page stays in its window, which closes with the browser.
    close: () => (hasCrashed ? Promise.resolve() : closeWindow(inspector)),
    show: () => Promise.resolve(),
    async crash() {
      const killedAt = await killRenderer(renderer)
      hasCrashed = true
      // The inspector says nothing of it (measured).
      end('The page crashed')
      return killedAt
    },
    freeze: () => stopRenderer(renderer),
  }
}

/** Closes a tab from inside; the inspector has no command for it. */
export async function closeWindow(inspector: Inspector): Promise<void> {
  await inspector.send('Runtime.evaluate', { expression: 'void setTimeout(() => close())' })
  await inspector.closed
}

/** Waits for a document that is meant and has loaded. */
export async function untilLoaded(inspector: Inspector, isMeant: (place: Place) => boolean): Promise<Place> {
  const expression = `Promise.resolve(JSON.stringify({
    href: location.href, startedAt: performance.timeOrigin, isLoaded: document.readyState === 'complete'
  }))`
  const end = Date.now() + LOAD_LIMIT_MS
  for (;;) {
    const answer = run(inspector, expression).catch(() => null)
    const text = await Promise.race([answer, wait(ANSWER_LIMIT_MS, null)])
    const place = JSON.parse(String(text)) as (Place & { readonly isLoaded: boolean }) | null
    if (place?.isLoaded === true && isMeant(place)) return place
    if (Date.now() > end) throw new Error(`No page has loaded; this is what is there: ${String(text)}`)
    await wait(20)
  }
}

/** Runs an expression that gives a promise, and awaits that: two calls, as `Runtime.evaluate` cannot await. */
async function run(inspector: Inspector, expression: string): Promise<unknown> {
  const { result, wasThrown } = await inspector.send<{
    result: { objectId: string; description?: string }
    wasThrown?: boolean
  }>('Runtime.evaluate', { expression })
  if (wasThrown === true) throw new Error(result.description)
  const settled = await inspector.send<{ result: { value?: unknown } }>('Runtime.awaitPromise', {
    promiseObjectId: result.objectId,
    returnByValue: true,
  })
  return settled.result.value
}
