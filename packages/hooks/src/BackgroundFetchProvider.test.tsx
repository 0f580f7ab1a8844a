import { createBackgroundFetchClient, type BackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { act, render, renderHook, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { renderWithLonghaul } from './testing/index.js'
import { useBackgroundFetch } from './useBackgroundFetch.js'
import { useBackgroundFetchClient } from './useBackgroundFetchClient.js'
import { useBackgroundFetches } from './useBackgroundFetches.js'
import { useBackgroundFetchHistory } from './useBackgroundFetchHistory.js'

const FILM = { url: 'https://films.example/film.mp4', size: 100 }

function createClient() {
  const engine = createMemoryEngine()
  return createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
}

/** The same client, with its subscribers counted. */
function countListeners(client: BackgroundFetchClient) {
  let listeners = 0
  const counted: BackgroundFetchClient = Object.assign(Object.create(client) as BackgroundFetchClient, {
    subscribe: (listener: Parameters<BackgroundFetchClient['subscribe']>[0]) => {
      const unsubscribe = client.subscribe(listener)
      listeners += 1
      return () => {
        listeners -= 1
        unsubscribe()
      }
    },
  } satisfies Partial<BackgroundFetchClient>)
  return { client: counted, listeners: () => listeners }
}

function Everything() {
  useBackgroundFetch('film')
  useBackgroundFetches()
  useBackgroundFetchHistory()
  return null
}

it('says what to do where a hook has no Provider', () => {
  vi.spyOn(console, 'error').mockReturnValue()
  expect(() => renderHook(() => useBackgroundFetchClient())).toThrow(
    'Render <BackgroundFetchProvider> above the component',
  )
  vi.restoreAllMocks()
})

it('hands out the client it was given, and leaves it alive', async () => {
  const client = createClient()
  const { result, unmount } = renderHook(() => useBackgroundFetchClient(), {
    wrapper: ({ children }) => <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>,
  })
  expect(result.current).toBe(client)
  unmount()
  await act(async () => {})
  expect(await client.fetch('film', FILM)).toMatchObject({ id: 'film' })
})

it('makes a client where it is given none, and disposes it', async () => {
  const { result, unmount, rerender } = renderHook(() => useBackgroundFetchClient(), {
    wrapper: BackgroundFetchProvider,
    reactStrictMode: true,
  })
  const client = result.current
  await act(() => client.ready())
  expect(await client.getIds()).toEqual([])
  rerender()
  expect(result.current).toBe(client)
  unmount()
  await expect(waitForDisposal(client)).resolves.toBe('client-disposed')
})

it.each([false, true])('leaves no listener behind (Strict Mode: %s)', async (reactStrictMode) => {
  const { client, listeners } = countListeners(createClient())
  const { unmount } = renderWithLonghaul(<Everything />, { client, reactStrictMode })
  await act(() => client.ready())
  expect(listeners()).toBe(1)
  unmount()
  expect(listeners()).toBe(0)
})

it('follows another client when it is given one', async () => {
  const [first, second] = [countListeners(createClient()), countListeners(createClient())]
  await second.client.fetch('film', FILM)
  await second.client.ready()
  function Film() {
    return useBackgroundFetch('film').record?.id ?? 'none'
  }
  const app = (client: BackgroundFetchClient) => (
    <BackgroundFetchProvider client={client}>
      <Film />
    </BackgroundFetchProvider>
  )
  const { container, rerender } = render(app(first.client))
  await act(() => first.client.ready())
  expect(container.textContent).toBe('none')
  rerender(app(second.client))
  await waitFor(() => expect(container.textContent).toBe('film'))
  expect(first.listeners()).toBe(0)
  expect(second.listeners()).toBe(1)
})

it('takes the QueryClient of the app, and brings one where there is none', () => {
  const queryClient = new QueryClient()
  const seen: QueryClient[] = []
  function Look() {
    seen.push(useQueryClient())
    return null
  }
  const app = (
    <BackgroundFetchProvider client={createClient()}>
      <Look />
    </BackgroundFetchProvider>
  )
  render(<QueryClientProvider client={queryClient}>{app}</QueryClientProvider>)
  render(app)
  expect(seen[0]).toBe(queryClient)
  expect(seen[1]).toBeInstanceOf(QueryClient)
  expect(seen[1]).not.toBe(queryClient)
})

it('does not mix what two clients know, under one QueryClient', async () => {
  const [outer, inner] = [createClient(), createClient()]
  await outer.fetch('film', FILM)
  await inner.fetch('podcast', 'https://films.example/podcast.mp3')
  function History() {
    const pages = useBackgroundFetchHistory().data?.pages ?? []
    return <p>{pages.flatMap(({ records }) => records.map(({ id }) => id)).join(' ')}</p>
  }
  const { container } = render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <BackgroundFetchProvider client={outer}>
          <History />
          <BackgroundFetchProvider client={inner}>
            <History />
          </BackgroundFetchProvider>
        </BackgroundFetchProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
  await waitFor(() => expect(container.innerHTML).toBe('<p>film</p><p>podcast</p>'))
})

async function waitForDisposal(client: BackgroundFetchClient): Promise<unknown> {
  await act(async () => {})
  return client.fetch('film', FILM).catch((error: { code: unknown }) => error.code)
}
