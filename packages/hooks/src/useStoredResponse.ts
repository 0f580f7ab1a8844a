'use client'
import type { BackgroundFetchClient } from '@longhaul/core'
import { useQuery, type QueryFunctionContext, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useStore } from 'zustand/react'
import { useLonghaul } from './context.js'
import { createObjectUrl } from './objectUrls.js'
import { LOCAL_QUERY, storedFileKey } from './queries.js'
import type { RecordState } from './recordStores.js'

/** A finished file, as a query cache can keep it: a `Response` is read once, a `Blob` as often as you like. */
export interface StoredFile {
  /** Backed by the disk. Its type is the response's `Content-Type`. */
  readonly blob: Blob
  /** For `src` and `href`. Good for as long as the query cache keeps this file: don't keep it elsewhere. */
  readonly objectUrl: string
}

/**
 * One file of a completed background fetch, from disk. Pending and idle (`fetchStatus: 'idle'`) until the fetch is
 * completed; `data` is `null` where it has no such file. Does not render because bytes moved.
 */
export function useStoredResponse(id: string, url: string | URL): UseQueryResult<StoredFile | null> {
  const { client, stores, scope } = useLonghaul()
  const ending = useStore(
    useMemo(() => stores.record(id), [stores, id]),
    selectEnding,
  )
  const href = String(url)
  return useQuery({
    ...LOCAL_QUERY,
    queryKey: storedFileKey(scope, id, href, ending),
    queryFn: (context) => readStoredFile(client, id, href, context),
    enabled: ending !== null,
    // What is stored under one ending never changes; another ending is another key.
    staleTime: Infinity,
    structuralSharing: false,
    refetchOnWindowFocus: false,
  })
}

/** Names the ending that stored the bytes; `null` while there is none. */
function selectEnding(record: RecordState): string | null {
  return record?.status === 'completed' ? `${record.createdAt}:${record.attempt}:${record.settledAt}` : null
}

async function readStoredFile(
  client: BackgroundFetchClient,
  id: string,
  url: string,
  { client: queryClient, queryKey, signal }: QueryFunctionContext,
): Promise<StoredFile | null> {
  const response = await client.match(id, url)
  const blob = await response?.blob()
  // Nobody would revoke the URL of a file that nobody waits for any more.
  signal.throwIfAborted()
  const cache = queryClient.getQueryCache()
  const query = cache.find({ queryKey, exact: true })
  if (blob === undefined || query === undefined) return null
  return { blob, objectUrl: createObjectUrl(blob, query, cache) }
}
