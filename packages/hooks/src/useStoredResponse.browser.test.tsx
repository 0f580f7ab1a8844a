import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { expect, it, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useStoredResponse } from './useStoredResponse.js'

const FILM = 'https://films.example/film.mp4'

async function setUp() {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const queryClient = new QueryClient()
  await client.ready()
  await client.fetch('film', FILM)
  engine.clock.advance(16)
  const hook = await renderHook(() => useStoredResponse('film', FILM), {
    wrapper: ({ children }) => (
      <QueryClientProvider client={queryClient}>
        <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
      </QueryClientProvider>
    ),
  })
  return { client, engine, hook, queryClient }
}

const textAt = async (url: string | undefined) => (await fetch(url ?? '')).text()

it('hands out a URL with the stored bytes, good until the cache lets go', async () => {
  const { engine, hook, queryClient } = await setUp()
  await hook.act(() => engine.succeed('film', { [FILM]: 'moving pictures' }))
  await vi.waitFor(() => expect(hook.result.current.data).toBeTruthy())
  const { blob, objectUrl } = hook.result.current.data!
  expect(await blob.text()).toBe('moving pictures')

  await hook.unmount()
  expect(await textAt(objectUrl)).toBe('moving pictures')
  queryClient.clear()
  await expect(textAt(objectUrl)).rejects.toThrow(TypeError)
})

it('never shows the bytes of a fetch that was removed under the next one of its id', async () => {
  const { client, engine, hook } = await setUp()
  await hook.act(() => engine.succeed('film', { [FILM]: 'first cut' }))
  await vi.waitFor(() => expect(hook.result.current.data).toBeTruthy())
  await hook.act(() => client.remove('film'))
  // In the frame of its ending, the removal is told with the next one.
  await hook.act(() => engine.clock.advance(16))
  expect(hook.result.current.data).toBeUndefined()

  await hook.act(() => client.fetch('film', FILM))
  await hook.act(() => engine.clock.advance(16))
  await hook.act(() => engine.succeed('film', { [FILM]: "director's cut" }))
  await vi.waitFor(() => expect(hook.result.current.data).toBeTruthy())
  expect(await textAt(hook.result.current.data?.objectUrl)).toBe("director's cut")
})
