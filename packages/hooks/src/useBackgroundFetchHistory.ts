'use client'
import type { BackgroundFetchCursor, BackgroundFetchPage } from '@longhaul/core'
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { useLonghaul } from './context.js'
import { journalKey, LOCAL_QUERY } from './queries.js'

export interface BackgroundFetchHistoryOptions {
  /** Records to a page. @default 50 */
  readonly pageSize?: number
}

/**
 * Pages of the journal, newest first (`data.pages[n].records`, `fetchNextPage`). Read again when a fetch comes, goes or
 * changes status, never because bytes moved: for live numbers, give a record's id to `useBackgroundFetch`.
 */
export function useBackgroundFetchHistory({
  pageSize = 50,
}: BackgroundFetchHistoryOptions = {}): UseInfiniteQueryResult<InfiniteData<BackgroundFetchPage>> {
  const { client, scope } = useLonghaul()
  return useInfiniteQuery({
    ...LOCAL_QUERY,
    queryKey: journalKey(scope, 'history', pageSize),
    queryFn: ({ pageParam }) => client.getPage({ after: pageParam, limit: pageSize }),
    initialPageParam: null as BackgroundFetchCursor | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
}
