import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { onlineManager } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { afterEach, expect, it } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useStartBackgroundFetch } from './useStartBackgroundFetch.js'

afterEach(() => onlineManager.setOnline(true))

function setUp() {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const { result } = renderHook(() => useStartBackgroundFetch(), { wrapper })
  const start = () =>
    act(async () =>
      result.current.mutate({
        id: 'film',
        requests: ['https://films.example/film.mp4'],
        options: { title: 'Film' },
      }),
    )
  return { client, result, start }
}

it('starts a fetch and resolves with its record', async () => {
  const { client, result, start } = setUp()
  await start()
  await waitFor(() => expect(result.current.data).toMatchObject({ id: 'film', title: 'Film' }))
  expect(await client.get('film')).toMatchObject({ title: 'Film' })
})

it('journals a start that is made offline', async () => {
  onlineManager.setOnline(false)
  const { client, result, start } = setUp()
  await start()
  await waitFor(() => expect(result.current.status).toBe('success'))
  expect(await client.get('film')).toMatchObject({ title: 'Film' })
})

it('tells wrong use as an error, without trying again', async () => {
  const { result, start } = setUp()
  await start()
  await waitFor(() => expect(result.current.status).toBe('success'))
  await start()
  await waitFor(() => expect(result.current.error).toMatchObject({ code: 'duplicate-id' }))
  expect(result.current.failureCount).toBe(1)
})
