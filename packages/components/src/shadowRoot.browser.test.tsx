import type { CSSProperties, ReactNode } from 'react'
import { afterEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { FetchItem } from './FetchItem.js'
import { FetchProgressBar } from './FetchProgressBar.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchProgressRing } from './FetchProgressRing.js'
import { film, filmUnderWay } from './fixtures/records.js'
import { Stage, type Script } from './fixtures/Stage.js'
import { twoFinished } from './fixtures/shelf.js'
// Nothing in this file may put the style sheet into the document: a shadow root must do with its own.
import css from './styles.css?inline'

afterEach(() => document.querySelectorAll('x-downloads').forEach((host) => host.remove()))

/** A custom element with the style sheet adopted in its shadow root, and nowhere else. */
async function renderInShadow(children: ReactNode, own = '') {
  const host = document.createElement('x-downloads')
  document.body.append(host)
  const root = host.attachShadow({ mode: 'open' })
  root.adoptedStyleSheets = [css, own].map((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
  const container = document.createElement('div')
  root.append(container)
  const { rerender } = await render(children, { container })
  return { host, root, rerender }
}

function List({ script }: { readonly script?: Script }) {
  return (
    <Stage {...(script === undefined ? {} : { script })}>
      <FetchProgressList />
    </Stage>
  )
}

const queued = film({ status: 'pending', phase: 'queued' }, { downloaded: 0, downloadTotal: null })

it('has an empty bar where nothing is known, though no registration reaches into a shadow root', async () => {
  const { root } = await renderInShadow(<FetchProgressBar record={queued} />)
  const fill = getComputedStyle(root.querySelector('[data-longhaul="progress"]')!, '::before')
  expect(new DOMMatrix(fill.transform).a).toBe(0)
})

it('glides from tick to tick, bar and ring', async () => {
  const both = (downloaded: number) => (
    <div style={{ '--longhaul-duration': '60s' } as CSSProperties}>
      <FetchProgressBar record={filmUnderWay({ downloaded })} />
      <FetchProgressRing record={filmUnderWay({ downloaded })} />
    </div>
  )
  const { root, rerender } = await renderInShadow(both(6_000_000))
  const gliding = () =>
    root.getAnimations().map((animation) => (animation as CSSTransition).transitionProperty)
  // Styles are computed once before anything may move from them.
  expect(
    getComputedStyle(root.querySelector('[data-longhaul="ring"]')!, '::before').backgroundImage,
  ).toContain('conic')
  await rerender(both(54_000_000))
  await expect.poll(() => gliding().toSorted()).toEqual(['--longhaul-done', 'transform'])
})

it('takes tokens from the host, and from the page around it', async () => {
  const { host, root } = await renderInShadow(<List />, ':host { --longhaul-radius: 3px }')
  const list = root.querySelector('[data-longhaul="list"]')!
  expect(getComputedStyle(list).borderRadius).toBe('3px')
  host.style.setProperty('--longhaul-radius', '5px')
  host.style.colorScheme = 'dark'
  expect(getComputedStyle(list).borderRadius).toBe('5px')
  expect(getComputedStyle(list).backgroundColor).toBe('rgb(18, 18, 18)')
})

it('gives way to a class of its own shadow root', async () => {
  const { root } = await renderInShadow(
    <FetchItem record={filmUnderWay()} className="mine" />,
    '.mine { padding: 3px }',
  )
  expect(getComputedStyle(root.querySelector('.mine')!).padding).toBe('3px')
})

it('asks before it removes, keeps the focus and goes to the neighbour when the row is gone', async () => {
  const { root } = await renderInShadow(<List script={twoFinished} />)
  const remove = page.getByRole('button', { name: 'Remove Guide to the highlands' })
  await expect.element(remove).toBeVisible()
  ;(remove.element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('Remove 1 MB?')).toBeVisible()
  expect(root.activeElement?.textContent).toBe('Keep')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => root.activeElement).toBe(remove.element())
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Enter}')
  await expect.poll(() => root.querySelectorAll('[data-longhaul="item"]').length).toBe(1)
  await expect.poll(() => root.activeElement?.textContent).toContain('Offline map of Iceland')
})

it('announces from inside, out of sight', async () => {
  const late: Script = async ({ client }) => {
    await client.ready()
    await client.fetch(
      'film',
      { url: 'https://films.example/film.mp4', size: 100 },
      { title: 'The Long Haul' },
    )
  }
  const { root } = await renderInShadow(<List script={late} />)
  const region = page.getByRole('status')
  await expect.element(region, { timeout: 10_000 }).toHaveTextContent('“The Long Haul” started.')
  const { width, height } = root.querySelector('[data-longhaul="announcer"]')!.getBoundingClientRect()
  expect(Math.max(width, height)).toBeLessThanOrEqual(1)
})
