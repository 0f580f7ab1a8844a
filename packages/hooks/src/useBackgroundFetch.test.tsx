import { createBackgroundFetchClient, type BackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook, screen } from '@testing-library/react'
import { Profiler, StrictMode, type PropsWithChildren } from 'react'
import { expect, it } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { renderWithLonghaul } from './testing/index.js'
import { useBackgroundFetch } from './useBackgroundFetch.js'

const FILM = { url: 'https://films.example/film.mp4', size: 100 }

function setUp() {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const frame = () => act(async () => engine.clock.advance(16))
  return { engine, client, wrapper, frame }
}

function Row({ id }: { readonly id: string }) {
  const { record, isLoaded, progress } = useBackgroundFetch(id)
  return <p>{isLoaded ? `${id}: ${record?.status ?? 'no such fetch'} ${progress}` : `${id}: not loaded`}</p>
}

it('tells not loaded yet from no such fetch', async () => {
  const { advance, container } = renderWithLonghaul(<Row id="film" />)
  expect(container.textContent).toBe('film: not loaded')
  await advance()
  expect(container.textContent).toBe('film: no such fetch null')
})

it('finds what the client has not loaded in the journal', async () => {
  const { client: inner, engine } = setUp()
  await inner.fetch('film', FILM)
  // The client keeps the newest in memory; this one has forgotten them all.
  const client: BackgroundFetchClient = Object.assign(Object.create(inner) as BackgroundFetchClient, {
    peek: () => undefined,
  } satisfies Partial<BackgroundFetchClient>)
  await inner.ready()
  const { advance, container } = renderWithLonghaul(<Row id="film" />, { client, engine })
  expect(container.textContent).toBe('film: not loaded')
  await advance()
  expect(container.textContent).toBe('film: pending 0')
})

it('shows bytes as they move, and the ending at once', async () => {
  const { advance, client, container, engine } = renderWithLonghaul(<Row id="film" />)
  await act(() => client.fetch('film', FILM))
  await advance()
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  await advance()
  expect(container.textContent).toBe('film: pending 0.4')
  await act(() => engine.succeed('film'))
  expect(container.textContent).toBe('film: completed 1')
})

it('knows the time left once it knows the speed', async () => {
  const { client, engine, frame, wrapper } = setUp()
  const { result } = renderHook(() => useBackgroundFetch('film'), { wrapper })
  await act(() => client.fetch('film', FILM))
  await frame()
  expect(result.current.secondsLeft).toBeNull()
  for (const downloaded of [10, 20, 30]) {
    engine.progress('film', { downloaded, downloadTotal: 100 })
    await act(async () => engine.clock.advance(1_000))
  }
  expect(result.current.secondsLeft).toBeGreaterThan(0)
})

it('hands out the same actions at every tick', async () => {
  const { client, engine, frame, wrapper } = setUp()
  const { result } = renderHook(() => useBackgroundFetch('film'), { wrapper })
  await act(() => client.fetch('film', FILM))
  await frame()
  const before = result.current
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(result.current.progress).toBe(0.4)
  for (const action of ['start', 'pause', 'resume', 'abort', 'retry', 'remove'] as const) {
    expect(result.current[action]).toBe(before[action])
  }
})

it('binds its actions to the id', async () => {
  const { client, engine, frame, wrapper } = setUp()
  const { result } = renderHook(() => useBackgroundFetch('film'), { wrapper })
  const status = () => result.current.record?.status
  await act(() => result.current.start(FILM, { title: 'Film' }))
  await act(() => client.fetch('podcast', 'https://films.example/podcast.mp3'))
  await frame()
  expect(result.current.record).toMatchObject({ id: 'film', title: 'Film', status: 'pending' })
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })

  await act(() => result.current.pause())
  await frame()
  expect(status()).toBe('paused')
  await act(() => result.current.resume())
  await frame()
  expect(status()).toBe('pending')
  await act(() => result.current.abort())
  await frame()
  expect(status()).toBe('aborted')
  await act(() => result.current.retry())
  await frame()
  expect(result.current.record).toMatchObject({ status: 'pending', attempt: 2 })
  await act(() => result.current.remove())
  await frame()
  expect(status()).toBeUndefined()
  expect(result.current.isLoaded).toBe(true)
  expect((await client.get('podcast'))?.status).toBe('pending')
})

it('shows another fetch when it is given another id', async () => {
  const { client, frame, wrapper } = setUp()
  await client.fetch('film', FILM)
  await client.fetch('podcast', 'https://films.example/podcast.mp3')
  await frame()
  const { result, rerender } = renderHook(({ id }) => useBackgroundFetch(id), {
    wrapper,
    initialProps: { id: 'film' },
  })
  const film = result.current
  rerender({ id: 'podcast' })
  expect(result.current.record?.id).toBe('podcast')
  expect(result.current.abort).not.toBe(film.abort)
})

it('renders one row a tick, and none for a fetch that no row shows', async () => {
  const { client, engine, frame } = setUp()
  const ids = Array.from({ length: 1_000 }, (_, index) => `film-${index}`)
  await Promise.all(ids.map((id) => client.fetch(id, FILM)))
  await frame()
  const commits = new Map<string, number>()
  const countCommit = (id: string) => commits.set(id, (commits.get(id) ?? 0) + 1)
  const rows = (shown: readonly string[]) => (
    <Profiler id="list" onRender={countCommit}>
      {shown.map((id) => (
        <Profiler key={id} id={id} onRender={countCommit}>
          <Row id={id} />
        </Profiler>
      ))}
    </Profiler>
  )
  const { rerender } = renderWithLonghaul(rows(ids.slice(0, 20)), { client, engine })
  await frame()

  commits.clear()
  engine.progress('film-7', { downloaded: 10, downloadTotal: 100 })
  engine.progress('film-7', { downloaded: 40, downloadTotal: 100 })
  engine.progress('film-500', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(screen.queryByText('film-7: pending 0.4')).not.toBeNull()
  expect(Object.fromEntries(commits)).toEqual({ list: 1, 'film-7': 1 })

  rerender(rows(ids.slice(8, 20)))
  await frame()
  commits.clear()
  engine.progress('film-7', { downloaded: 80, downloadTotal: 100 })
  await frame()
  expect(commits.size).toBe(0)

  // Nobody listened meanwhile: a row that comes back reads again.
  rerender(rows(ids.slice(7, 20)))
  expect(screen.queryByText('film-7: pending 0.8')).not.toBeNull()
})

it('reads the record of no fetch that no row shows', async () => {
  const { client: inner, engine, frame } = setUp()
  await inner.fetch('film', FILM)
  await inner.fetch('podcast', FILM)
  await frame()
  const reads: string[] = []
  // The same client, with what is read of it written down.
  const client: BackgroundFetchClient = Object.assign(Object.create(inner) as BackgroundFetchClient, {
    peek: (id) => {
      reads.push(id)
      return inner.peek(id)
    },
  } satisfies Partial<BackgroundFetchClient>)
  const { rerender } = renderWithLonghaul(
    [<Row key="film" id="film" />, <Row key="podcast" id="podcast" />],
    {
      client,
      engine,
    },
  )
  rerender([<Row key="podcast" id="podcast" />])
  await frame()

  reads.length = 0
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  engine.progress('podcast', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(reads).toContain('podcast')
  expect(reads).not.toContain('film')
})

it('goes on under Strict Mode', async () => {
  const { advance, client, container, engine } = renderWithLonghaul(
    <StrictMode>
      <Row id="film" />
    </StrictMode>,
    { reactStrictMode: true },
  )
  await act(() => client.fetch('film', FILM))
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  await advance()
  expect(container.textContent).toBe('film: pending 0.4')
})
