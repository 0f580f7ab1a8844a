'use client'
import type { BackgroundFetchCursor, BackgroundFetchPage, BackgroundFetchRecord } from '@longhaul/core'
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { useLonghaul } from './context.js'
import { journalKey, LOCAL_QUERY } from './queries.js'

export interface BackgroundFetchHistoryOptions {
  /** Records to a page. @default 50 */
  readonly pageSize?: number | undefined
}

/** A page that was read before a change and one that was read after it may have the same fetch: it stands where it was first. */
function eachOnce(data: InfiniteData<BackgroundFetchPage>): InfiniteData<BackgroundFetchPage> {
  const known = new Set<string>()
  const isNew = ({ id }: BackgroundFetchRecord) => known.size < known.add(id).size
  return { ...data, pages: data.pages.map((page) => ({ ...page, records: page.records.filter(isNew) })) }
}

/**
 * Pages of the journal, newest first (`data.pages[n].records`, `fetchNextPage`), every fetch once. Read again when a fetch comes, goes or
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
    select: eachOnce,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
}
