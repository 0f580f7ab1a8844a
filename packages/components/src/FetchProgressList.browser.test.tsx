import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import { Profiler, type ReactNode } from 'react'
import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { FetchItem } from './FetchItem.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSelectableList } from './FetchSelectableList.js'
import { manyFetches } from './fixtures/manyFetches.js'
import { byActivity } from './labels/grouping.js'
import { bySize } from '@longhaul/hooks'
import { FetchSelectionCheckbox } from './parts/FetchSelectionCheckbox.js'
import './styles.css'

async function setup(count: number, children: ReactNode) {
  const engine = createMemoryEngine({ clock: 'real' })
  const client = createBackgroundFetchClient({
    adapter: engine.adapter,
    clock: engine.clock,
    namespace: crypto.randomUUID(),
  })
  const names = Array.from({ length: count }, (_, index) => `film ${index}`)
  await Promise.all(
    names.map((name) =>
      client.fetch(name, { url: `https://films.example/${name}.mp4`, size: 100 }, { title: name }),
    ),
  )
  const screen = await render(<BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>)
  return { engine, client, screen }
}

const finishedOrMoving = ['completed', 'pending'] as const
const shownRows = () => [...document.querySelectorAll<HTMLElement>('[data-longhaul="item"]')]
const titleOf = (row: Element) => row.querySelector('[data-longhaul="item-title"]')?.textContent ?? ''

it('commits one row for a tick in a list of a thousand', async () => {
  const commits: string[] = []
  const row = (id: string) => (
    <Profiler id={id} onRender={(profiled) => commits.push(profiled)}>
      <FetchItem id={id} />
    </Profiler>
  )
  const list = (
    <Profiler id="list" onRender={() => commits.push('list')}>
      <FetchProgressList renderItem={row} />
    </Profiler>
  )
  const { engine } = await setup(1_000, list)
  await expect.poll(() => shownRows().length).toBeGreaterThan(5)
  expect(shownRows().length).toBeLessThan(40)
  // The buttons come with the answer to what the engine can do.
  await expect
    .poll(() => page.getByRole('button', { name: /^Pause/ }).elements().length)
    .toBe(shownRows().length)

  const id = titleOf(shownRows()[2]!)
  commits.length = 0
  engine.progress(id, { downloaded: 40, downloadTotal: 100 })
  await expect
    .poll(() => page.getByRole('progressbar', { name: id, exact: true }).element().ariaValueNow)
    .toBe('40')
  // The outer Profiler hears of the same commit; the row is the only row in it.
  expect(commits.filter((name) => name !== 'list')).toEqual([id])
  expect(commits.length).toBeLessThanOrEqual(2)
})

/** A list of ten thousand in groups, and what was rendered since the last look. */
async function tenThousand(
  list: (row: (id: string) => ReactNode) => ReactNode,
  rowOf: (id: string) => ReactNode,
) {
  const commits: string[] = []
  const row = (id: string) => (
    <Profiler id={id} onRender={(profiled) => commits.push(profiled)}>
      {rowOf(id)}
    </Profiler>
  )
  const { members, move } = manyFetches(10_000)
  const engine = createMemoryEngine({ clock: 'real' })
  const base = createBackgroundFetchClient({
    adapter: engine.adapter,
    clock: engine.clock,
    namespace: crypto.randomUUID(),
  })
  const client = { ...base, ...members }
  await render(<BackgroundFetchProvider client={client}>{list(row)}</BackgroundFetchProvider>)
  await expect.poll(() => shownRows().length).toBeGreaterThan(5)
  expect(shownRows().length).toBeLessThan(40)
  // The buttons come with the answer to what the engine can do.
  await expect
    .poll(() => page.getByRole('button', { name: /^Pause film/ }).elements().length)
    .toBeGreaterThan(1)
  return { members, move, commits }
}

it('commits one row for a tick among ten thousand that are sorted and in groups', async () => {
  const { members, move, commits } = await tenThousand(
    (row) => <FetchProgressList renderItem={row} groupBy={byActivity} sort={bySize} />,
    (id) => <FetchItem id={id} />,
  )
  const headings = () =>
    page
      .getByRole('heading')
      .elements()
      .map(({ textContent }) => textContent)
  expect(headings()).toEqual(['Active 3,334'])
  const id = titleOf(shownRows()[2]!)
  commits.length = 0
  move({ ...members.peek(id)!, downloaded: 30_000_000 })
  await expect
    .poll(() => page.getByRole('progressbar', { name: id, exact: true }).element().ariaValueNow)
    .toBe('50')
  expect(commits).toEqual([id])
  // More bytes alone give it no other place; a change of status puts everything where it belongs.
  expect(titleOf(shownRows()[2]!)).toBe(id)
  const third = titleOf(shownRows()[3]!)
  await members.pause(third)
  await expect.poll(headings).toEqual(['Active 3,333'])
  expect(titleOf(shownRows()[0]!)).toBe(id)
})

it('commits one row for a tick, and for a box, among ten thousand of which all are selected', async () => {
  const { members, move, commits } = await tenThousand(
    (row) => <FetchSelectableList renderItem={row} groupBy={byActivity} />,
    (id) => (
      <FetchItem id={id}>
        <FetchSelectionCheckbox aria-label="Select" />
      </FetchItem>
    ),
  )
  await page.getByRole('checkbox', { name: 'Select all' }).click()
  await expect.element(page.getByText('10,000 selected')).toBeVisible()
  const id = titleOf(shownRows()[2]!)
  commits.length = 0
  move({ ...members.peek(id)!, downloaded: 30_000_000 })
  await expect
    .poll(() => page.getByRole('progressbar', { name: id, exact: true }).element().ariaValueNow)
    .toBe('50')
  expect(commits).toEqual([id])
  commits.length = 0
  await page.getByRole('checkbox', { name: `Select ${id}`, exact: true }).click()
  await expect.element(page.getByText('9,999 selected')).toBeVisible()
  expect(commits).toEqual([id])
})

it('keeps a selection that is scrolled out of view, and removes all of it', async () => {
  const { members } = await tenThousand(
    (row) => <FetchSelectableList renderItem={row} filter={finishedOrMoving} />,
    (id) => (
      <FetchItem id={id}>
        <FetchSelectionCheckbox aria-label="Select" />
      </FetchItem>
    ),
  )
  await page.getByRole('checkbox', { name: 'Select film 2', exact: true }).click()
  const list = document.querySelector('[data-longhaul="list"]')!
  list.scrollTop = list.scrollHeight
  const last = page.getByRole('checkbox', { name: 'Select film 9998', exact: true })
  await expect.element(last).toBeInTheDocument()
  await userEvent.keyboard('{Shift>}')
  await last.click()
  await userEvent.keyboard('{/Shift}')
  await page.getByRole('button', { name: 'Remove 3,333' }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect.poll(() => members.peekIds().length, { timeout: 30_000 }).toBe(6_667)
  await expect.element(page.getByText('3,333 removed')).toBeInTheDocument()
})

it('says the place of a row among all of them, though few are rendered', async () => {
  await setup(200, <FetchProgressList />)
  await expect.poll(() => shownRows().length).toBeGreaterThan(5)
  const first = document.querySelector('li')
  expect(first?.ariaPosInSet).toBe('1')
  expect(first?.ariaSetSize).toBe('200')
})

it('keeps a focused row while it is scrolled out of view', async () => {
  await setup(200, <FetchProgressList />)
  const button = page.getByRole('button', { name: /^Pause/ }).first()
  await expect.element(button).toBeInTheDocument()
  const focused = button.element() as HTMLElement
  focused.focus()
  const list = document.querySelector('[data-longhaul="list"]')!
  list.scrollTop = 6_000
  const lastPlace = () =>
    Math.max(...[...document.querySelectorAll('li')].map((row) => Number(row.ariaPosInSet)))
  await expect.poll(lastPlace).toBeGreaterThan(50)
  expect(document.activeElement).toBe(focused)
})

it('lets any class of the page win over the style sheet', async () => {
  const style = document.createElement('style')
  style.textContent = '.mine { background-color: rgb(1, 2, 3); border-radius: 0 }'
  // Before everything: the layer loses by what it is, not by where it stands.
  document.head.prepend(style)
  await setup(1, <FetchProgressList className="mine" />)
  const list = document.querySelector('[data-longhaul="list"]')!
  expect(getComputedStyle(list).backgroundColor).toBe('rgb(1, 2, 3)')
  expect(getComputedStyle(list).borderRadius).toBe('0px')
  style.remove()
})

it('takes a theme from a wrapper, and follows its color-scheme', async () => {
  const wrapper = (
    <div style={{ colorScheme: 'dark', '--longhaul-radius': '3px' } as React.CSSProperties}>
      <FetchProgressList />
    </div>
  )
  await setup(1, wrapper)
  const list = document.querySelector('[data-longhaul="list"]')!
  expect(getComputedStyle(list).borderRadius).toBe('3px')
  // Chromium's own dark canvas: white on #121212.
  expect(getComputedStyle(list).backgroundColor).toBe('rgb(18, 18, 18)')
})

it('keeps the focus on the button when pause becomes resume, by keyboard', async () => {
  await setup(1, <FetchProgressList />)
  await expect.element(page.getByRole('button', { name: 'Pause film 0' })).toBeInTheDocument()
  await userEvent.tab()
  const focused = document.activeElement
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Resume film 0' })).toHaveFocus()
  expect(document.activeElement).toBe(focused)
})

it('fits 320 px, with targets no smaller than 24 px', async () => {
  await page.viewport(320, 700)
  await setup(3, <FetchProgressList />)
  await expect.element(page.getByRole('button', { name: 'Pause film 0' })).toBeInTheDocument()
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  for (const button of document.querySelectorAll('button')) {
    const { width, height } = button.getBoundingClientRect()
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
  }
})

it('fills the bar from the side that reading starts at', async () => {
  const { engine } = await setup(
    1,
    <div dir="rtl">
      <FetchProgressList />
    </div>,
  )
  engine.progress('film 0', { downloaded: 25, downloadTotal: 100 })
  await expect.poll(() => page.getByRole('progressbar').element().ariaValueNow).toBe('25')
  const bar = page.getByRole('progressbar').element()
  const fill = () => getComputedStyle(bar, '::before')
  const { width } = bar.getBoundingClientRect()
  // Twice as wide, its middle on the right edge, scaled about that middle.
  expect(Number.parseFloat(fill().right)).toBeCloseTo(-width, 0)
  expect(Number.parseFloat(fill().width)).toBeCloseTo(2 * width, 0)
  await expect.poll(() => new DOMMatrix(fill().transform).a).toBeCloseTo(0.25)
})
