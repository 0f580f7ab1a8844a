import {
  createBackgroundFetchClient,
  type BackgroundFetchChange,
  type BackgroundFetchClient,
  type BackgroundFetchRecord,
} from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetchGroups, type BackgroundFetchGroup } from './useBackgroundFetchGroups.js'
import { useBackgroundFetchIds } from './useBackgroundFetchIds.js'

const byStatus = (record: BackgroundFetchRecord) => record.status
const byTitle = (a: BackgroundFetchRecord, b: BackgroundFetchRecord) => (a.title < b.title ? -1 : 1)
const bySize = (a: BackgroundFetchRecord, b: BackgroundFetchRecord) => b.downloaded - a.downloaded

async function setUp(...ids: readonly string[]) {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const frame = () => act(async () => engine.clock.advance(16))
  for (const id of ids) {
    await client.fetch(id, { url: `https://films.example/${id}.mp4`, size: 100 }, { title: id })
    engine.clock.advance(16)
  }
  return { client, engine, frame, wrapper }
}

it('groups by what it is told, and moves a fetch to another group when its status changes', async () => {
  const { client, frame, wrapper } = await setUp('a', 'b', 'c')
  const { result } = renderHook(() => useBackgroundFetchGroups({ groupOf: byStatus }), { wrapper })
  await frame()
  expect(result.current).toEqual([{ key: 'pending', ids: ['c', 'b', 'a'] }])
  await act(() => client.pause('b'))
  await frame()
  expect(result.current).toEqual([
    { key: 'pending', ids: ['c', 'a'] },
    { key: 'paused', ids: ['b'] },
  ])
})

it('keeps the groups while bytes move, and each list that nothing came to or left', async () => {
  const { client, engine, frame, wrapper } = await setUp('a', 'b', 'c')
  await client.pause('b')
  const onRender = vi.fn<(groups: readonly BackgroundFetchGroup[]) => void>()
  const { result } = renderHook(
    () => {
      const groups = useBackgroundFetchGroups({ groupOf: byStatus, sort: bySize })
      onRender(groups)
      return groups
    },
    { wrapper },
  )
  await frame()
  const before = result.current
  onRender.mockClear()
  engine.progress('a', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(onRender).not.toHaveBeenCalled()
  expect(result.current).toBe(before)
  // What bytes alone never do, the next change of structure does.
  await act(() => client.abort('c'))
  await frame()
  expect(result.current.map(({ key }) => key)).toEqual(['pending', 'aborted', 'paused'])
  const paused = (groups: readonly BackgroundFetchGroup[]) => groups.find(({ key }) => key === 'paused')
  expect(paused(result.current)).toBe(paused(before))
})

it('has one group where nothing is asked, and none where there is nothing', async () => {
  const { frame, wrapper } = await setUp('a', 'b')
  const { result } = renderHook(
    () => [useBackgroundFetchGroups(), useBackgroundFetchGroups({ filter: ['failed'] })] as const,
    { wrapper },
  )
  await frame()
  expect(result.current[0]).toEqual([{ key: '', ids: ['b', 'a'] }])
  expect(result.current[1]).toEqual([])
})

it('sorts ids, and leaves those that are equal newest first', async () => {
  const { client, engine, frame, wrapper } = await setUp('b', 'a', 'c')
  const { result } = renderHook(
    () => [useBackgroundFetchIds(undefined, byTitle), useBackgroundFetchIds(undefined, bySize)] as const,
    { wrapper },
  )
  await frame()
  expect(result.current[0]).toEqual(['a', 'b', 'c'])
  expect(result.current[1]).toEqual(['c', 'a', 'b'])
  engine.progress('b', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(result.current[1]).toEqual(['c', 'a', 'b'])
  await act(() => client.pause('b'))
  await frame()
  expect(result.current[1]).toEqual(['b', 'c', 'a'])
})

it('asks again when a turn comes, though no status changed', async () => {
  const { client, frame } = await setUp('a', 'b')
  let phase: 'queued' | 'transferring' = 'queued'
  let tell: (change: BackgroundFetchChange) => void = () => {}
  const queueing: BackgroundFetchClient = {
    ...client,
    isReady: true,
    peek: (id) => {
      const record = client.peek(id)
      return record && id === 'a' ? { ...record, status: 'pending', phase } : record
    },
    subscribe: (listener) => {
      tell = listener
      return () => {}
    },
  }
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={queueing}>{children}</BackgroundFetchProvider>
  )
  const groupOf = (record: BackgroundFetchRecord) => (record.status === 'pending' ? record.phase : '')
  const { result } = renderHook(() => useBackgroundFetchGroups({ groupOf }), { wrapper })
  await frame()
  expect(result.current.find(({ key }) => key === 'queued')?.ids).toEqual(['a'])
  phase = 'transferring'
  act(() => tell({ updated: ['a'], removed: [], structural: false, queueMoved: true }))
  expect(result.current).toEqual([{ key: 'transferring', ids: ['b', 'a'] }])
})

it('stands groups in the order it is told, and what that does not name last', async () => {
  const { client, frame, wrapper } = await setUp('a', 'b', 'c')
  const order = ['paused', 'pending']
  const { result } = renderHook(() => useBackgroundFetchGroups({ groupOf: byStatus, order }), { wrapper })
  await act(() => client.abort('c'))
  await act(() => client.pause('a'))
  await frame()
  expect(result.current.map(({ key }) => key)).toEqual(['paused', 'pending', 'aborted'])
})
