'use client'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLonghaul } from './context.js'
import { journalKey, LOCAL_QUERY } from './queries.js'

/** What the browser says of this origin's storage. `null`: it does not say. */
export interface BackgroundFetchStorageEstimate {
  /** Bytes in use, roughly: browsers blur it. */
  readonly usage: number | null
  /** Bytes this origin may use, roughly. */
  readonly quota: number | null
  /** Whether the browser promised not to clear it on its own. */
  readonly isPersisted: boolean | null
}

/** How much room there is. Asked again when a fetch comes, goes or changes status, and when the window gains focus. */
export function useStorageEstimate(): UseQueryResult<BackgroundFetchStorageEstimate> {
  const { scope } = useLonghaul()
  return useQuery({
    ...LOCAL_QUERY,
    queryKey: journalKey(scope, 'storage-estimate'),
    queryFn: readEstimate,
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
}

async function readEstimate(): Promise<BackgroundFetchStorageEstimate> {
  // Absent outside of a secure context, whatever the types say.
  const storage = navigator.storage as StorageManager | undefined
  const [estimate, isPersisted] = await Promise.all([storage?.estimate?.(), storage?.persisted?.()])
  return {
    usage: estimate?.usage ?? null,
    quota: estimate?.quota ?? null,
    isPersisted: isPersisted ?? null,
  }
}
