'use client'
import type { BackgroundFetchClient } from '@longhaul/core'
import { createContext, useContext } from 'react'
import { createVoice } from './news.js'
import { createRecordStores, type RecordStores } from './recordStores.js'

/** What a Provider hands down. It never changes while its client stays the same: live state goes through the stores. */
export interface Longhaul {
  readonly client: BackgroundFetchClient
  readonly stores: RecordStores
  /** Who speaks for the client. */
  readonly takeVoice: ReturnType<typeof createVoice>
  /** Part of every query key, so that two clients under one QueryClient do not meet. */
  readonly scope: string
}

/** Holds what the nearest Provider hands down; `null` outside of any. */
export const LonghaulContext = createContext<Longhaul | null>(null)

/** Puts together what a Provider hands down. Touches nothing but the client's `peek`. */
export function createLonghaul(client: BackgroundFetchClient): Longhaul {
  // Random, and not counted: a persisted query cache must not be taken for this page's.
  const scope = Math.random().toString(36).slice(2)
  return { client, stores: createRecordStores(client), takeVoice: createVoice(client), scope }
}

/** Reads what the nearest Provider hands down. @throws Error outside of any */
export function useLonghaul(): Longhaul {
  const longhaul = useContext(LonghaulContext)
  if (longhaul === null) {
    throw new Error(
      'A Longhaul hook was called outside of <BackgroundFetchProvider>, so it has no client to ask. ' +
        'Render <BackgroundFetchProvider> above the component that calls it.',
    )
  }
  return longhaul
}
