'use client'
import type { BackgroundFetchClient } from '@longhaul/core'
import { useLonghaul } from './context.js'

/** The client of the nearest Provider, the same object in every render. @throws Error outside of any */
export function useBackgroundFetchClient(): BackgroundFetchClient {
  return useLonghaul().client
}
