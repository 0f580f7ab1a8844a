import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useStoredResponse } from './useStoredResponse.js'

const FILM = 'https://films.example/film.mp4'

const live = new Set<string>()

// jsdom has no object URLs.
beforeEach(() => {
  let made = 0
  live.clear()
  vi.stubGlobal(
    'URL',
    class extends URL {
      static override createObjectURL() {
        made += 1
        live.add(`blob:${made}`)
        return `blob:${made}`
      }
      static override revokeObjectURL(url: string) {
        live.delete(url)
      }
    },
  )
})
afterEach(() => vi.unstubAllGlobals())

async function setUp() {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const queryClient = new QueryClient()
  await client.ready()
  await client.fetch('film', FILM)
  engine.clock.advance(16)
  const wrapper = ({ children }: PropsWithChildren) => (
    <QueryClientProvider client={queryClient}>
      <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
    </QueryClientProvider>
  )
  const frame = () => act(async () => engine.clock.advance(16))
  return { client, engine, frame, queryClient, wrapper }
}

it('waits until the fetch is completed, then hands out the file', async () => {
  const { engine, wrapper } = await setUp()
  const { result } = renderHook(() => useStoredResponse('film', FILM), { wrapper })
  expect(result.current).toMatchObject({ status: 'pending', fetchStatus: 'idle' })
  await act(() => engine.succeed('film'))
  await waitFor(() => expect(result.current.data?.objectUrl).toBe('blob:1'))
})

it('knows that a completed fetch has no such file', async () => {
  const { engine, wrapper } = await setUp()
  const { result } = renderHook(() => useStoredResponse('film', 'https://films.example/other.mp4'), {
    wrapper,
  })
  await act(() => engine.succeed('film'))
  await waitFor(() => expect(result.current.status).toBe('success'))
  expect(result.current.data).toBeNull()
  expect(live.size).toBe(0)
})

it('does not render because bytes moved', async () => {
  const { client, engine, frame, wrapper } = await setUp()
  const onRender = vi.fn<() => void>()
  renderHook(
    () => {
      onRender()
      return useStoredResponse('film', FILM)
    },
    { wrapper },
  )
  await frame()
  onRender.mockClear()
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  await frame()
  expect(client.peek('film')?.downloaded).toBe(40)
  expect(onRender).not.toHaveBeenCalled()
})

it('shares one object URL, which outlives the component and goes with the cache', async () => {
  const { engine, queryClient, wrapper } = await setUp()
  await engine.succeed('film')
  const first = renderHook(() => useStoredResponse('film', FILM), { wrapper })
  await waitFor(() => expect(first.result.current.data?.objectUrl).toBe('blob:1'))
  first.unmount()
  expect([...live]).toEqual(['blob:1'])
  act(() => queryClient.clear())
  expect([...live]).toEqual([])
})

it('reads once for two components, and again only when asked to', async () => {
  const { engine, queryClient, wrapper } = await setUp()
  await engine.succeed('film')
  const { result } = renderHook(
    () => [useStoredResponse('film', FILM), useStoredResponse('film', new URL(FILM))],
    { wrapper },
  )
  await waitFor(() => expect(result.current[1]?.data?.objectUrl).toBe('blob:1'))
  expect(result.current[0]?.data).toBe(result.current[1]?.data)
  await act(() => queryClient.invalidateQueries())
  await waitFor(() => expect(result.current[0]?.data?.objectUrl).toBe('blob:2'))
  expect([...live]).toEqual(['blob:2'])
})
