import {
  createBackgroundFetchClient,
  type BackgroundFetchChange,
  type BackgroundFetchClient,
  type BackgroundFetchRecord,
} from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { expect, it } from 'vitest'
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
    return renderHook(() => useBackgroundFetchItem('film'), { wrapper }).result
  }
  return { client, frame, render, start }
}

it('is null until there is such a fetch, and offers what would do something', async () => {
  const { client, frame, render, start } = await setUp()
  const item = render()
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
  const item = render(queueing)
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
