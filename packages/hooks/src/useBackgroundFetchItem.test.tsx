import {
  createBackgroundFetchClient,
  type BackgroundFetchChange,
  type BackgroundFetchClient,
  type BackgroundFetchRecord,
} from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetchItem } from './useBackgroundFetchItem.js'

async function setUp(...ids: readonly string[]) {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const frame = () => act(async () => engine.clock.advance(16))
  const start = (id: string) => client.fetch(id, { url: `https://films.example/${id}.mp4`, size: 100 })
  for (const id of ids) {
    await start(id)
    engine.clock.advance(16)
  }
  const render = (shown: BackgroundFetchClient = client) => {
    const wrapper = ({ children }: PropsWithChildren) => (
      <BackgroundFetchProvider client={shown}>{children}</BackgroundFetchProvider>
    )
    return renderHook(({ id }) => useBackgroundFetchItem(id), { wrapper, initialProps: { id: 'film' } })
  }
  return { client, engine, frame, render, start }
}

it('is null until there is such a fetch, and offers what would do something', async () => {
  const { client, frame, render, start } = await setUp()
  const { result: item } = render()
  await frame()
  expect(item.current).toBeNull()
  await act(() => start('film'))
  await frame()
  await waitFor(() => expect(item.current?.available).toEqual(['pause', 'abort']))
  act(() => item.current?.act('pause'))
  await waitFor(async () => {
    await frame()
    expect(item.current?.available).toEqual(['resume', 'abort'])
  })
  await act(() => client.abort('film'))
  await frame()
  expect(item.current?.available).toEqual(['retry', 'remove'])
})

it('tells its place in the queue, and whom it waits for, as turns come', async () => {
  const { client, frame, render } = await setUp('podcast', 'album', 'film')
  const queued = new Set(['album', 'film'])
  const waiting = new Map<string, BackgroundFetchRecord>(
    ['album', 'film'].map((id) => [id, { ...client.peek(id)!, status: 'pending', phase: 'queued' }]),
  )
  let tell: (change: BackgroundFetchChange) => void = () => {}
  const queueing: BackgroundFetchClient = {
    ...client,
    isReady: true,
    peek: (id) => (queued.has(id) ? waiting.get(id) : client.peek(id)),
    subscribe: (listener) => {
      tell = listener
      return () => {}
    },
  }
  const { result: item } = render(queueing)
  await frame()
  expect(item.current?.queuePlace).toEqual({ place: 2, behind: 'podcast.mp4' })
  queued.delete('album')
  act(() => tell({ updated: ['album'], removed: [], structural: false, queueMoved: true }))
  expect(item.current?.queuePlace).toEqual({ place: 1, behind: null })
  queued.delete('film')
  act(() => tell({ updated: ['film'], removed: [], structural: false, queueMoved: true }))
  await frame()
  expect(item.current?.queuePlace).toBeNull()
})

it('holds the time left of another fetch back anew', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { engine, frame, render } = await setUp('film', 'song')
  const { result: item, rerender } = render()
  for (const downloaded of [10, 20, 30]) {
    for (const id of ['film', 'song']) engine.progress(id, { downloaded, downloadTotal: 100 })
    await act(async () => engine.clock.advance(1_000))
  }
  await frame()
  await act(() => vi.advanceTimersByTimeAsync(2_100))
  expect(item.current?.secondsLeft).toBeGreaterThan(0)
  rerender({ id: 'song' })
  expect(item.current?.record.id).toBe('song')
  expect(item.current?.secondsLeft).toBeNull()
  await act(() => vi.advanceTimersByTimeAsync(2_100))
  expect(item.current?.secondsLeft).toBeGreaterThan(0)
  vi.useRealTimers()
})

it('takes a press that another tab was faster than for nothing', async () => {
  const { client, frame, render } = await setUp('film')
  await client.abort('film')
  const { result: item } = render()
  await frame()
  const { act: press } = item.current!
  const rejections: unknown[] = []
  const note = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', note)
  await act(() => client.remove('film'))
  act(() => press('retry'))
  await expect(client.retry('film')).rejects.toMatchObject({ code: 'unknown-id' })
  // A rejection is unhandled once the microtasks are done.
  await new Promise((resolve) => setTimeout(resolve))
  process.off('unhandledRejection', note)
  expect(rejections).toEqual([])
})
