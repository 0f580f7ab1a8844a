'use client'
import type { BackgroundFetchSupport } from '@longhaul/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLonghaul } from './context.js'
import { journalKey, LOCAL_QUERY } from './queries.js'

/**
 * What this browser, here and now, can promise: show no button for what `capabilities` denies. Asked again when a fetch
 * comes, goes or changes status, when the app's service worker has become ready or another takes over, and when the
 * window gains focus (a permission may have changed).
 */
export function useBackgroundFetchSupport(): UseQueryResult<BackgroundFetchSupport> {
  const { client, scope } = useLonghaul()
  return useQuery({
    ...LOCAL_QUERY,
    queryKey: journalKey(scope, 'support'),
    queryFn: () => client.support(),
    // Every row asks for it: a row that scrolls into view takes what is known.
    staleTime: Infinity,
    refetchOnWindowFocus: 'always',
  })
}
