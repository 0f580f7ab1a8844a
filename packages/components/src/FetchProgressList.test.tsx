import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import { renderWithLonghaul } from '@longhaul/hooks/testing'
import { act, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { renderToString } from 'react-dom/server'
import { expect, it, vi } from 'vitest'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSelectableList } from './FetchSelectableList.js'

const UNDER_WAY = ['pending', 'interrupted', 'paused'] as const
const ENDED = ['completed', 'failed', 'aborted'] as const

const film = (name: string) =>
  [name, { url: `https://films.example/${name}.mp4`, size: 100 }, { title: name }] as const

async function setup(...names: string[]) {
  const view = renderWithLonghaul(<FetchProgressList />)
  for (const name of names) {
    await act(() => view.client.fetch(...film(name)))
    await view.advance()
  }
  return view
}

it('renders on a server, as loading', () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const html = renderToString(
    <BackgroundFetchProvider client={client}>
      <FetchProgressList />
    </BackgroundFetchProvider>,
  )
  expect(html).toContain('Loading downloads')
  expect(html).toContain('aria-busy="true"')
})

it('tells an empty list from one that is loading', async () => {
  const { advance } = renderWithLonghaul(<FetchProgressList />)
  expect(screen.getByText('Loading downloads')).toBeTruthy()
  await advance()
  expect(screen.getByText('No downloads yet')).toBeTruthy()
  expect(screen.getByRole('group', { name: 'Downloads' }).getAttribute('aria-busy')).toBe('false')
})

it('shows the newest first, and how far each is', async () => {
  const { engine, advance } = await setup('first', 'second')
  act(() => engine.progress('second', { downloaded: 40, downloadTotal: 100 }))
  await advance(100)
  const [newest, oldest] = screen.getAllByRole('listitem')
  expect(newest?.textContent).toContain('second')
  expect(oldest?.textContent).toContain('first')
  const bar = screen.getByRole('progressbar', { name: 'second' })
  expect(bar.getAttribute('aria-valuenow')).toBe('40')
  expect(bar.getAttribute('aria-valuetext')).toMatch(/^40 of 100 bytes/)
})

it('pauses and resumes through the client', async () => {
  const { advance } = await setup('film')
  await userEvent.click(await screen.findByRole('button', { name: 'Pause film' }))
  await advance()
  await userEvent.click(screen.getByRole('button', { name: 'Resume film' }))
  await advance()
  expect(screen.getByRole('button', { name: 'Pause film' })).toBe(document.activeElement)
})

it('gives the focus of a removed row to its neighbour, and to the list at last', async () => {
  const { advance } = await setup('first', 'second')
  for (const name of ['first', 'second']) {
    await userEvent.click(screen.getByRole('button', { name: `Cancel ${name}` }))
    await advance()
  }
  await userEvent.click(screen.getByRole('button', { name: 'Remove second' }))
  await advance()
  expect(document.activeElement).toBe(screen.getByRole('listitem'))
  await userEvent.click(screen.getByRole('button', { name: 'Remove first' }))
  await advance()
  expect(document.activeElement).toBe(screen.getByRole('group', { name: 'Downloads' }))
})

it('announces beginnings and endings once, in batches, and no percentages', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { client, engine, advance } = await setup()
  for (const name of ['a', 'b', 'c']) await act(() => client.fetch(...film(name)))
  await advance()
  const spoken = () => screen.getByRole('status').textContent
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(spoken()).toBe('3 downloads started.')
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect(spoken()).toBe('')
  act(() => engine.progress('a', { downloaded: 40, downloadTotal: 100 }))
  await advance(100)
  await act(() => vi.advanceTimersByTimeAsync(2_000))
  expect(spoken()).toBe('')
  await act(() => engine.succeed('a'))
  await act(() => engine.fail('b', { reason: 'bad-status', httpStatus: 404 }))
  await advance()
  await act(() => vi.advanceTimersByTimeAsync(1_000))
  expect(spoken()).toBe('“a” finished. “b” failed.')
  vi.useRealTimers()
})

it('says a thing once, however many lists and announcers there are', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const lists = (hasThird: boolean) => (
    <>
      <FetchAnnouncer />
      <FetchProgressList filter={UNDER_WAY} />
      <FetchProgressList filter={ENDED} />
      {hasThird && <FetchSelectableList />}
    </>
  )
  const view = renderWithLonghaul(lists(false))
  await view.advance()
  const said = () => screen.getAllByRole('status').map(({ textContent }) => textContent)
  const pass = async () => {
    await view.advance()
    await act(() => vi.advanceTimersByTimeAsync(1_000))
  }
  await act(() => view.client.fetch(...film('a')))
  await pass()
  expect(said().filter((words) => words !== '')).toEqual(['“a” started.'])
  // Who comes between an event and its second tells of it, and the others go on when it went.
  await act(() => view.engine.succeed('a'))
  view.rerender(lists(true))
  await pass()
  expect(said().filter((words) => words?.includes('finished'))).toEqual(['“a” finished.'])
  view.rerender(lists(false))
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  await act(() => view.client.fetch(...film('b')))
  await pass()
  expect(said().filter((words) => words !== '')).toEqual(['“b” started.'])
  vi.useRealTimers()
})

it('speaks the same words again when they are news again', async () => {
  const view = renderWithLonghaul(<FetchSelectableList />)
  for (const name of ['a', 'b']) await act(() => view.client.fetch(...film(name)))
  await view.advance()
  const spoken: string[] = []
  const observer = new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
      spoken.push(node.textContent ?? '')
  })
  const pause = async (name: string) => {
    await userEvent.click(screen.getByRole('checkbox', { name: `Select ${name}` }))
    await userEvent.click(await screen.findByRole('button', { name: 'Pause 1' }))
    await view.advance()
  }
  const [region] = screen.getAllByRole('status')
  observer.observe(region!, { childList: true })
  await pause('a')
  await waitFor(() => expect(spoken).toEqual(['1 paused']))
  await pause('b')
  await waitFor(() => expect(spoken).toEqual(['1 paused', '1 paused']))
  observer.disconnect()
})

it('shows what the filter lets through', async () => {
  const view = renderWithLonghaul(<FetchProgressList filter={['aborted']} />)
  await act(() => view.client.fetch(...film('film')))
  await view.advance()
  expect(screen.queryByRole('listitem')).toBeNull()
  await act(() => view.client.abort('film'))
  await view.advance()
  expect(screen.getByRole('listitem')).toBeTruthy()
})

it('renders rows of one’s own', async () => {
  const own = (id: string) => <strong>{id}</strong>
  const view = renderWithLonghaul(<FetchProgressList renderItem={own} />)
  await act(() => view.client.fetch(...film('film')))
  await view.advance()
  expect(screen.getByRole('listitem').innerHTML).toBe('<strong>film</strong>')
})
