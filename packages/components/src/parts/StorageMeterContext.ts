'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchStorage } from '@longhaul/hooks'

/** What the parts of a storage meter know. Bytes, as roughly as the browser tells them; `null` where it does not. */
export type StorageMeterState = BackgroundFetchStorage

/** Context of one storage meter. */
export const StorageMeterContext = createContext<StorageMeterState | null>(null)

/** The storage meter around this component, or `null` where there is none. */
export function useStorageMeter(): StorageMeterState | null {
  return use(StorageMeterContext)
}
