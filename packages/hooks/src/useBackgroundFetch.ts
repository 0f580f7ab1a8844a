'use client'
import type {
  BackgroundFetchClient,
  BackgroundFetchOptions,
  BackgroundFetchRecord,
  BackgroundFetchRequestLike,
} from '@longhaul/core'
import { useMemo } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import { progressOf, secondsLeftOf } from './progress.js'

/** The client's methods of the same names, bound to one id. Each is the same function for as long as the id is. */
export interface BackgroundFetchActions {
  /** @throws BackgroundFetchError for wrong use, `duplicate-id` included */
  readonly start: (
    requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[],
    options?: BackgroundFetchOptions,
  ) => Promise<BackgroundFetchRecord>
  /** @throws BackgroundFetchError `not-supported` where the engine has no pause */
  readonly pause: () => Promise<boolean>
  readonly resume: () => Promise<boolean>
  /** Stops it for good; finished files stay until `remove`. */
  readonly abort: () => Promise<boolean>
  /** Fetches what is missing. @throws BackgroundFetchError `unknown-id` */
  readonly retry: () => Promise<BackgroundFetchRecord>
  /** Forgets the record and frees its bytes. */
  readonly remove: () => Promise<boolean>
}

export interface BackgroundFetchResult extends BackgroundFetchActions {
  /** `undefined` until it is loaded, and where there is no such fetch: `isLoaded` tells which. */
  readonly record: BackgroundFetchRecord | undefined
  /** Whether it is known if there is such a fetch. `false` on a server and in the first render of a hydration. */
  readonly isLoaded: boolean
  /** From 0 to 1; `null` where the total is not known. */
  readonly progress: number | null
  /** Seconds until the last byte, not rounded; `null` until size and speed are known, and where nothing moves. */
  readonly secondsLeft: number | null
}

/**
 * One background fetch, live: renders at most once a frame, and only when this fetch changed. The id need not exist yet;
 * `start` makes it.
 */
export function useBackgroundFetch(id: string): BackgroundFetchResult {
  const { client, stores } = useLonghaul()
  const state = useStore(useMemo(() => stores.record(id), [stores, id]))
  const actions = useMemo(() => bindActions(client, id), [client, id])
  return useMemo(() => {
    const record = state ?? undefined
    return {
      record,
      isLoaded: state !== null,
      progress: progressOf(record),
      secondsLeft: secondsLeftOf(record),
      ...actions,
    }
  }, [state, actions])
}

function bindActions(client: BackgroundFetchClient, id: string): BackgroundFetchActions {
  // Written out: as event handlers these are called with an event, which no method of the client may see.
  return {
    start: (requests, options) => client.fetch(id, requests, options),
    pause: () => client.pause(id),
    resume: () => client.resume(id),
    abort: () => client.abort(id),
    retry: () => client.retry(id),
    remove: () => client.remove(id),
  }
}
