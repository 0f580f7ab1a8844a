'use client'
import type {
  BackgroundFetchOptions,
  BackgroundFetchRecord,
  BackgroundFetchRequestLike,
} from '@longhaul/core'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useLonghaul } from './context.js'
import { LOCAL_MUTATION } from './queries.js'

/** What `client.fetch` takes, as one value. */
export interface StartBackgroundFetchVariables {
  readonly id: string
  readonly requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[]
  readonly options?: BackgroundFetchOptions
}

/**
 * A mutation that starts a background fetch. It succeeds once the job is on disk, offline too; its error is a
 * `BackgroundFetchError`, for wrong use alone. What the environment refuses is in the record.
 */
export function useStartBackgroundFetch(): UseMutationResult<
  BackgroundFetchRecord,
  Error,
  StartBackgroundFetchVariables
> {
  const { client } = useLonghaul()
  return useMutation({
    ...LOCAL_MUTATION,
    mutationFn: ({ id, requests, options }: StartBackgroundFetchVariables) =>
      client.fetch(id, requests, options),
  })
}
