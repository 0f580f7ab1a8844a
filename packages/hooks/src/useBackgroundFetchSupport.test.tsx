import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { onlineManager } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetchSupport } from './useBackgroundFetchSupport.js'
import { useStorageEstimate } from './useStorageEstimate.js'

afterEach(() => {
  onlineManager.setOnline(true)
  vi.unstubAllGlobals()
})

function wrapper({ children }: PropsWithChildren) {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  return <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
}

it('tells what the engine can do, offline too', async () => {
  onlineManager.setOnline(false)
  const { result } = renderHook(() => useBackgroundFetchSupport(), { wrapper })
  await waitFor(() => expect(result.current.data).toMatchObject({ engine: 'memory', journal: 'memory' }))
})

it('tells how much room there is, offline too', async () => {
  onlineManager.setOnline(false)
  vi.stubGlobal('navigator', {
    storage: { estimate: async () => ({ usage: 40, quota: 100 }), persisted: async () => false },
  })
  const { result } = renderHook(() => useStorageEstimate(), { wrapper })
  await waitFor(() => expect(result.current.data).toEqual({ usage: 40, quota: 100, isPersisted: false }))
})

it('does not make numbers up where the browser says nothing', async () => {
  vi.stubGlobal('navigator', {})
  const { result } = renderHook(() => useStorageEstimate(), { wrapper })
  await waitFor(() => expect(result.current.data).toEqual({ usage: null, quota: null, isPersisted: null }))
})
