import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act } from '@testing-library/react'
import { StrictMode, Suspense, use, type ReactNode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetch } from './useBackgroundFetch.js'
import { useBackgroundFetchCounts } from './useBackgroundFetchCounts.js'
import { useBackgroundFetches } from './useBackgroundFetches.js'
import { useBackgroundFetchHistory } from './useBackgroundFetchHistory.js'
import { useBackgroundFetchIds } from './useBackgroundFetchIds.js'
import { useBackgroundFetchSupport } from './useBackgroundFetchSupport.js'
import { useStorageEstimate } from './useStorageEstimate.js'
import { useStoredResponse } from './useStoredResponse.js'

const FILM = { url: 'https://films.example/film.mp4', size: 100 }

function Library() {
  const { isLoaded, record } = useBackgroundFetch('film')
  const { counts, isLoaded: isListLoaded } = useBackgroundFetchCounts()
  const facts = [
    record?.title ?? (isLoaded ? 'none' : 'not loaded'),
    useBackgroundFetchIds(['pending']).length,
    useBackgroundFetches().length,
    counts.pending,
    isListLoaded,
    useBackgroundFetchHistory().status,
    useStoredResponse('film', FILM.url).status,
    useStorageEstimate().status,
    useBackgroundFetchSupport().status,
  ]
  return <p>{facts.join(', ')}</p>
}

const EMPTY = '<p>not loaded, 0, 0, 0, false, pending, pending, pending, pending</p>'

async function setUp() {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  await client.ready()
  await client.fetch('film', FILM, { title: 'Film' })
  engine.clock.advance(16)
  return { client, engine }
}

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

it('renders the empty state on a server, and makes no client', () => {
  const html = renderToString(
    <BackgroundFetchProvider>
      <Library />
    </BackgroundFetchProvider>,
  )
  expect(html).toBe(EMPTY)
})

it('renders the empty state on a server whatever the client knows', async () => {
  const { client } = await setUp()
  const html = renderToString(
    <BackgroundFetchProvider client={client}>
      <Library />
    </BackgroundFetchProvider>,
  )
  expect(html).toBe(EMPTY)
})

it('hydrates from the empty state without a warning, and then shows what is there', async () => {
  const { client } = await setUp()
  const complaints = vi.spyOn(console, 'error').mockReturnValue()
  const onRecoverableError = vi.fn<(error: unknown) => void>()
  const container = document.body.appendChild(document.createElement('div'))
  const app = (
    <StrictMode>
      <BackgroundFetchProvider client={client}>
        <Library />
      </BackgroundFetchProvider>
    </StrictMode>
  )
  container.innerHTML = renderToString(app)
  const root = await act(async () => hydrateRoot(container, app, { onRecoverableError }))
  expect(container.textContent).toMatch(/^Film, 1, 1, 1, true,/)
  expect(complaints).not.toHaveBeenCalled()
  expect(onRecoverableError).not.toHaveBeenCalled()
  await act(async () => root.unmount())
})

it('survives a first render that suspends above the Provider', async () => {
  const { client, engine } = await setUp()
  let show: (text: ReactNode) => void = () => {}
  const title = new Promise<ReactNode>((resolve) => {
    show = resolve
  })
  function Title() {
    return <h1>{use(title)}</h1>
  }
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  await act(async () =>
    root.render(
      <Suspense fallback="…">
        <BackgroundFetchProvider client={client}>
          <Film />
          <Title />
        </BackgroundFetchProvider>
      </Suspense>,
    ),
  )
  expect(container.textContent).toBe('…')
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  engine.clock.advance(16)
  await act(async () => show('Library'))
  expect(container.textContent).toBe('0.4Library')
  await act(async () => root.unmount())
})

function Film() {
  return useBackgroundFetch('film').progress
}
