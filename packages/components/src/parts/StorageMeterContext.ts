'use client'
import { createContext, use } from 'react'
import type { StoredShare } from './useStoredShares.js'

/**
 * Whether the browser keeps this site's storage: it does; it can be asked; it is being asked; it said no; it has not
 * answered in time; or nobody can tell.
 */
export type Keeping = 'kept' | 'askable' | 'asking' | 'refused' | 'unanswered' | 'unknown'

/** What the parts of a storage meter know. Bytes, as roughly as the browser tells them; `null` where it does not. */
export interface StorageMeterState {
  readonly used: number | null
  readonly free: number | null
  /** How much of it is used, 0 to 1. */
  readonly fraction: number | null
  /** What takes most of it, the largest first: finished fetches, and those that wait with a part. */
  readonly shares: readonly StoredShare[]
  /** What of `used` belongs to none of these: smaller fetches, the app itself. */
  readonly rest: number | null
  readonly keeping: Keeping
  /** Asks the browser not to clear this site's storage on its own. Call it from a press: a browser may ask the person. */
  readonly keep: () => void
}

/** Context of one storage meter. */
export const StorageMeterContext = createContext<StorageMeterState | null>(null)

/** The storage meter around this component, or `null` where there is none (or the browser has not answered yet). */
export function useStorageMeter(): StorageMeterState | null {
  return use(StorageMeterContext)
}
