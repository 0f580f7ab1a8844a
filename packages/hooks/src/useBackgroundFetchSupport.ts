'use client'
import type { BackgroundFetchSupport } from '@longhaul/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLonghaul } from './context.js'
import { journalKey, LOCAL_QUERY } from './queries.js'

/** A first visit's service worker takes a second or so to be ready, and tells nobody. */
const SETTING_UP_MS = 1_000

/**
 * What this browser, here and now, can promise: show no button for what `capabilities` denies. Asked again when a fetch
 * comes, goes or changes status, and when the window gains focus (a permission may have changed), and each second
 * that the app's service worker is not ready.
 */
export function useBackgroundFetchSupport(): UseQueryResult<BackgroundFetchSupport> {
  const { client, scope } = useLonghaul()
  return useQuery({
    ...LOCAL_QUERY,
    queryKey: journalKey(scope, 'support'),
    queryFn: () => client.support(),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => (state.data?.obstacle === 'service-worker' ? SETTING_UP_MS : false),
  })
}
