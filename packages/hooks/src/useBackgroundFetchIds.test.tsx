import { createBackgroundFetchClient, type BackgroundFetchRecord } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetchCounts } from './useBackgroundFetchCounts.js'
import { useBackgroundFetches } from './useBackgroundFetches.js'
import { useBackgroundFetchIds } from './useBackgroundFetchIds.js'
import { useBackgroundFetchTotals } from './useBackgroundFetchTotals.js'

async function setUp(ids: readonly string[]) {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const frame = () => act(async () => engine.clock.advance(16))
  const start = (id: string) => client.fetch(id, { url: `https://films.example/${id}.mp4`, size: 100 })
  for (const id of ids) {
    await start(id)
    // Records are ordered by the time they were made.
    engine.clock.advance(16)
  }
  return { client, engine, frame, start, wrapper }
}

it('lists ids newest first, and a new one when it comes', async () => {
  const { frame, start, wrapper } = await setUp(['film', 'podcast'])
  const { result } = renderHook(() => useBackgroundFetchIds(), { wrapper })
  expect(result.current).toEqual(['podcast', 'film'])
  await act(() => start('album'))
  await frame()
  expect(result.current).toEqual(['album', 'podcast', 'film'])
})

it('does not render while only bytes move', async () => {
  const { client, engine, frame, wrapper } = await setUp(['film', 'podcast'])
  // Queued or transferring is structure: get that over with first.
  engine.progress('film', { downloaded: 1, downloadTotal: 100 })
  await frame()
  const onRender = vi.fn<(ids: readonly string[]) => void>()
  const useLists = () => {
    onRender(useBackgroundFetchIds())
    onRender(useBackgroundFetchIds(['pending']))
    onRender(useBackgroundFetchIds((record) => record.status === 'pending'))
    return useBackgroundFetchCounts()
  }
  renderHook(useLists, { wrapper })
  await frame()

  onRender.mockClear()
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(client.peek('film')?.downloaded).toBe(40)
  expect(onRender).not.toHaveBeenCalled()
  await act(() => engine.succeed('film'))
  expect(onRender).toHaveBeenCalled()
})

it('filters by status, and asks again when one changes', async () => {
  const { engine, frame, wrapper } = await setUp(['film', 'podcast'])
  const { result } = renderHook(() => useBackgroundFetchIds(['completed', 'failed']), { wrapper })
  expect(result.current).toEqual([])
  await act(() => engine.succeed('film'))
  await frame()
  expect(result.current).toEqual(['film'])
  await act(() => engine.fail('podcast', { reason: 'bad-status', httpStatus: 404 }))
  await frame()
  expect(result.current).toEqual(['podcast', 'film'])
})

it('filters by a question, and by another one when it is given another', async () => {
  const { wrapper } = await setUp(['film', 'podcast'])
  const { result, rerender } = renderHook(
    ({ wanted }) => useBackgroundFetchIds((record: BackgroundFetchRecord) => record.id === wanted),
    { wrapper, initialProps: { wanted: 'film' } },
  )
  expect(result.current).toEqual(['film'])
  rerender({ wanted: 'podcast' })
  expect(result.current).toEqual(['podcast'])
})

it('keeps the filtered array while what passes stays the same', async () => {
  const { frame, engine, wrapper } = await setUp(['film', 'podcast'])
  const { result, rerender } = renderHook(
    () => ({
      byStatus: useBackgroundFetchIds(['pending', 'failed']),
      byQuestion: useBackgroundFetchIds((record) => record.id === 'podcast'),
      all: useBackgroundFetchIds(),
    }),
    { wrapper },
  )
  const before = result.current
  rerender()
  await act(() => engine.fail('film', { reason: 'bad-status', httpStatus: 404 }))
  await frame()
  expect(result.current.byStatus).toBe(before.byStatus)
  expect(result.current.byQuestion).toBe(before.byQuestion)
  expect(result.current.all).toBe(before.all)
})

it('puts its question again when a fetch changes status, and not when bytes move', async () => {
  const { engine, frame, wrapper } = await setUp(['film', 'podcast'])
  const hasBegun = ({ downloaded }: BackgroundFetchRecord) => downloaded > 0
  const { result, rerender } = renderHook(() => useBackgroundFetchIds(hasBegun), { wrapper })
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  await frame()
  rerender()
  expect(result.current).toEqual([])
  await act(() => engine.fail('podcast', { reason: 'bad-status', httpStatus: 404 }))
  await frame()
  expect(result.current).toEqual(['film'])
})

it('counts by status, and tells an empty list from one that is not loaded', async () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const { result } = renderHook(() => useBackgroundFetchCounts(), {
    wrapper: ({ children }) => <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>,
  })
  expect(result.current.isLoaded).toBe(false)
  await act(() => client.ready())
  expect(result.current).toMatchObject({ isLoaded: true, counts: { pending: 0, completed: 0 } })
  await act(() => client.fetch('film', 'https://films.example/film.mp4'))
  await act(async () => engine.clock.advance(16))
  expect(result.current.counts.pending).toBe(1)
  await act(() => engine.succeed('film'))
  expect(result.current.counts).toMatchObject({ pending: 0, completed: 1 })
  await act(() => client.remove('film'))
  await act(async () => engine.clock.advance(16))
  expect(result.current.counts.completed).toBe(0)
})

it('renders its counts once where all is loaded already', async () => {
  const { wrapper } = await setUp(['film'])
  const onRender = vi.fn<(isLoaded: boolean) => void>()
  renderHook(() => onRender(useBackgroundFetchCounts().isLoaded), { wrapper })
  await act(async () => {})
  expect(onRender.mock.calls).toEqual([[true]])
})

it('hands out live records of what passes, and their totals', async () => {
  const { client, engine, frame, wrapper } = await setUp(['film', 'podcast', 'album'])
  await client.pause('album')
  const { result } = renderHook(
    () => ({ records: useBackgroundFetches(['pending']), totals: useBackgroundFetchTotals(['pending']) }),
    { wrapper },
  )
  await frame()
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  engine.progress('podcast', { downloaded: 60, downloadTotal: 100 })
  await frame()
  const before = result.current.records
  expect(before.map(({ id, downloaded }) => [id, downloaded])).toEqual([
    ['podcast', 60],
    ['film', 40],
  ])
  expect(result.current.totals).toMatchObject({ count: 2, bytesDone: 100, bytesExpected: 200, progress: 0.5 })

  engine.progress('film', { downloaded: 80, downloadTotal: 100 })
  await frame()
  expect(result.current.records[1]?.downloaded).toBe(80)
  expect(result.current.records[0]).toBe(before[0])
})
