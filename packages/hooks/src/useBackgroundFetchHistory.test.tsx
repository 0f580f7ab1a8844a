import { createBackgroundFetchClient, type BackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { onlineManager } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { afterEach, expect, it } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetchHistory } from './useBackgroundFetchHistory.js'

afterEach(() => onlineManager.setOnline(true))

async function setUp(ids: readonly string[], held: Promise<void> = Promise.resolve()) {
  const engine = createMemoryEngine()
  const inner = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const reads: Promise<unknown>[] = []
  // The same client, with its reads of the journal counted, and handed over when `held` lets them.
  const client: BackgroundFetchClient = Object.assign(Object.create(inner) as BackgroundFetchClient, {
    getPage: (options) => {
      const page = inner.getPage(options)
      reads.push(page)
      return held.then(() => page)
    },
  } satisfies Partial<BackgroundFetchClient>)
  await client.ready()
  for (const id of ids) {
    await client.fetch(id, { url: `https://films.example/${id}.mp4`, size: 100 })
    engine.clock.advance(16)
  }
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const { result } = renderHook(() => useBackgroundFetchHistory({ pageSize: 2 }), { wrapper })
  const shown = () => result.current.data?.pages.map(({ records }) => records.map(({ id }) => id))
  const frame = () => act(async () => engine.clock.advance(16))
  return { client, engine, frame, reads, result, shown }
}

it('reads the journal in pages, newest first', async () => {
  const { result, shown } = await setUp(['film', 'podcast', 'album'])
  await waitFor(() => expect(shown()).toEqual([['album', 'podcast']]))
  expect(result.current.hasNextPage).toBe(true)
  await act(() => result.current.fetchNextPage())
  await waitFor(() => expect(shown()).toEqual([['album', 'podcast'], ['film']]))
  expect(result.current.hasNextPage).toBe(false)
})

it('reads again when a fetch changes status, and never because bytes moved', async () => {
  const { client, engine, frame, reads, result, shown } = await setUp(['film'])
  await waitFor(() => expect(shown()).toEqual([['film']]))
  engine.progress('film', { downloaded: 1, downloadTotal: 100 })
  await frame()
  await waitFor(() => expect(result.current.fetchStatus).toBe('idle'))

  const before = reads.length
  for (const downloaded of [20, 40, 60]) {
    engine.progress('film', { downloaded, downloadTotal: 100 })
    await frame()
  }
  expect(client.peek('film')?.downloaded).toBe(60)
  expect(reads).toHaveLength(before)

  await act(() => engine.succeed('film'))
  await waitFor(() => expect(result.current.data?.pages[0]?.records[0]?.status).toBe('completed'))
  expect(reads.length).toBeGreaterThan(before)
})

it('reads once more what changed while it was reading', async () => {
  let handOver = () => {}
  const held = new Promise<void>((resolve) => {
    handOver = resolve
  })
  const { client, frame, shown } = await setUp(['film'], held)
  await act(() => client.fetch('podcast', 'https://films.example/podcast.mp3'))
  await frame()
  await act(async () => handOver())
  await waitFor(() => expect(shown()).toEqual([['podcast', 'film']]))
})

it('shows the last of many changes that come while it reads', async () => {
  const { client, frame, reads, shown } = await setUp([])
  await waitFor(() => expect(shown()).toEqual([[]]))
  const before = reads.length
  const ids = Array.from({ length: 40 }, (_, index) => `film-${index}`)
  await act(() => Promise.all(ids.map((id) => client.fetch(id, `https://films.example/${id}.mp4`))))
  await frame()
  const newest = await client.getPage({ limit: 2 })
  await waitFor(() => expect(shown()).toEqual([newest.records.map(({ id }) => id)]))
  expect(reads.length - before).toBeLessThan(20)
})

it('reads while offline', async () => {
  onlineManager.setOnline(false)
  const { shown } = await setUp(['film'])
  await waitFor(() => expect(shown()).toEqual([['film']]))
})

it('has a fetch once that moved from one page to the next while they were read', async () => {
  const { client, frame, result, shown } = await setUp(['film', 'podcast', 'album'])
  await waitFor(() => expect(shown()).toEqual([['album', 'podcast']]))
  const { getPage } = client
  // The second page as it would be read once a fourth fetch has pushed all of them on by one.
  client.getPage = async (options) => {
    const page = await getPage(options)
    return { ...page, records: [client.peek('podcast')!, ...page.records] }
  }
  await act(() => result.current.fetchNextPage())
  await frame()
  await waitFor(() => expect(shown()).toEqual([['album', 'podcast'], ['film']]))
})
