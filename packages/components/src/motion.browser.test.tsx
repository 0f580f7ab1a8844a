/// <reference types="@vitest/browser-playwright" />
import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import type { ReactNode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { FetchProgressBar } from './FetchProgressBar.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchProgressRing } from './FetchProgressRing.js'
import { FetchSummary } from './FetchSummary.js'
import { Stage } from './fixtures/Stage.js'
import { everyState, film } from './fixtures/records.js'
import { FetchItem } from './FetchItem.js'
import './styles.css'

const MB = 1_000_000
const TOTAL = 60 * MB
const TICKS = 20

afterEach(() => cdp().send('Emulation.setEmulatedMedia', { features: [] }))

/** So many films, and a way to move the first of them on. */
async function setup(count: number, children: ReactNode) {
  const engine = createMemoryEngine({ clock: 'real' })
  const { adapter, clock } = engine
  const client = createBackgroundFetchClient({ adapter, clock, namespace: crypto.randomUUID() })
  for (let index = 0; index < count; index += 1)
    await client.fetch(
      `film ${index}`,
      { url: `/film-${index}.mp4`, size: TOTAL },
      { title: `Film ${index}` },
    )
  await render(<BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>)
  const bar = page.getByRole('progressbar', { name: 'Film 0', exact: true })
  /** Resolves when the bar has been drawn anew. */
  const tick = async (downloaded: number) => {
    engine.progress('film 0', { downloaded, downloadTotal: TOTAL })
    const done = String(downloaded / TOTAL)
    await expect
      .poll(() => (bar.query() as HTMLElement | null)?.style.getPropertyValue('--longhaul-done'), {
        interval: 10,
      })
      .toBe(done)
    await frames(2)
  }
  await tick(MB)
  return { bar, tick }
}

function frames(count: number): Promise<void> {
  return new Promise((resolve) => {
    const next = (left: number) => requestAnimationFrame(() => (left === 0 ? resolve() : next(left - 1)))
    next(count)
  })
}

/** What the browser has counted on this page so far. */
async function counters() {
  const { metrics } = await cdp().send('Performance.getMetrics')
  const valueOf = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value
  return { layouts: valueOf('LayoutCount'), styles: valueOf('RecalcStyleCount') }
}

/** The layouts and style recalculations of so many ticks, two megabytes each. */
async function count(tick: (downloaded: number) => Promise<void>) {
  await cdp().send('Performance.enable')
  const before = await counters()
  for (let index = 1; index <= TICKS; index += 1) await tick(MB + index * 2 * MB)
  const after = await counters()
  return { layouts: after.layouts - before.layouts, styles: after.styles - before.styles }
}

it.each([
  ['bar', FetchProgressBar],
  ['ring', FetchProgressRing],
])('moves a %s without any layout', async (_, Progress) => {
  const { tick } = await setup(1, <Progress id="film 0" />)
  const { layouts, styles } = await count(tick)
  expect(styles).toBeGreaterThanOrEqual(TICKS)
  expect(layouts).toBe(0)
})

// Words that change have to be laid out; one layout does for all of a tick, however many places say it.
it('shifts nothing, and lays out once at most, when a tick of a list and of its summary changes words', async () => {
  const shifts: PerformanceEntry[] = []
  const observer = new PerformanceObserver((entries) => void shifts.push(...entries.getEntries()))
  const { tick } = await setup(40, [<FetchSummary key="summary" />, <FetchProgressList key="list" />])
  // The time left comes when it has been known for two seconds: on a slow machine between two of the ticks that are counted.
  for (let at = MB; !document.body.textContent.includes('left') && at < 2 * MB; at += 10_000) await tick(at)
  observer.observe({ type: 'layout-shift' })
  const { layouts } = await count(tick)
  shifts.push(...observer.takeRecords())
  observer.disconnect()
  expect(layouts).toBeLessThanOrEqual(TICKS)
  expect(shifts.map((entry) => entry.toJSON() as unknown)).toEqual([])
})

it('moves a bar between ticks by a transform alone', async () => {
  const { bar, tick } = await setup(1, <FetchProgressBar id="film 0" />)
  await tick(20 * MB)
  const moving = bar.element().getAnimations({ subtree: true })
  expect(moving.map((animation) => (animation as CSSTransition).transitionProperty)).toEqual(['transform'])
})

it.each([
  ['a known total', TOTAL],
  ['no total', null],
])('keeps words where they are while their numbers change, with %s', async (_, downloadTotal) => {
  const states = [24.1, 30, 31.4, 48.8].map((done) =>
    film(
      { status: 'pending', phase: 'transferring' },
      { id: `${done}`, downloaded: done * MB, downloadTotal, bytesPerSecond: done * 1e5 },
    ),
  )
  const screen = await render(states.map((record) => <FetchItem key={record.id} record={record} />))
  const lines = [...screen.container.querySelectorAll('[data-longhaul="item-status"]')]
  const widths = lines.map((line) => {
    const range = document.createRange()
    range.selectNodeContents(line)
    return range.getBoundingClientRect().width
  })
  expect(lines.map((line) => line.textContent?.length)).toEqual(Array(4).fill(lines[0]!.textContent?.length))
  for (const width of widths) expect(width).toBeCloseTo(widths[0]!, 1)
})

it('animates nothing for whoever wants less motion', async () => {
  const everything = everyState(Date.now()).map((record) => (
    <div key={record.id}>
      <FetchItem record={record} />
      <FetchProgressRing record={record} aria-label={record.id} />
    </div>
  ))
  const { tick } = await setup(1, [<FetchProgressList key="list" />, ...everything])
  await render(
    <Stage client={{ isReady: false, peekIds: () => [], ready: () => new Promise(() => {}) }}>
      <FetchProgressList />
    </Stage>,
  )
  const loading = page.getByText('Loading downloads').element()
  // What is to be still moves otherwise.
  expect(document.getAnimations().length).toBeGreaterThan(0)
  expect(loading.getAnimations()).toHaveLength(1)
  const features = [{ name: 'prefers-reduced-motion', value: 'reduce' }]
  await cdp().send('Emulation.setEmulatedMedia', { features })
  await expect.poll(() => document.getAnimations()).toEqual([])
  await tick(30 * MB)
  expect(document.getAnimations()).toEqual([])
})
