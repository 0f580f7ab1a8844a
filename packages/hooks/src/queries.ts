import type { QueryClient } from '@tanstack/react-query'

/**
 * Options of every query here. They ask this device, not a server: being offline is no reason to wait, and asking twice
 * is no remedy for an error. Said outright, as an app's own defaults are made for servers.
 */
export const LOCAL_QUERY = {
  networkMode: 'always',
  retry: false,
  refetchOnMount: true,
  refetchOnReconnect: false,
} as const

/** Options of every mutation here. At react-query's default, a start made offline would never reach the journal. */
export const LOCAL_MUTATION = { networkMode: 'always', retry: false } as const

/** The key of what is asked of the journal, and is asked again when the structure changes. */
export function journalKey(scope: string, ...rest: readonly unknown[]) {
  return ['longhaul', scope, 'journal', ...rest]
}

/** The key of a stored file of one ending. Other bytes under the same id come with another ending. */
export function storedFileKey(scope: string, id: string, url: string, ending: string | null) {
  return ['longhaul', scope, 'stored-file', id, url, ending]
}

/**
 * Makes a function that has everything under `journalKey(scope)` read again. Calls that come while a round is being read
 * make one more round, not one each: restarting at every change, a long history would never arrive.
 */
export function createJournalRefresh(queryClient: QueryClient, scope: string): () => void {
  const filters = { queryKey: journalKey(scope) }
  let isReading = false
  let isStale = false

  const readAgain = async () => {
    isReading = true
    do {
      // A read that is under way joins this round, and may have begun before the change it is to show.
      isStale = queryClient.isFetching({ ...filters, type: 'active' }) > 0
      // oxlint-disable-next-line no-await-in-loop -- one round after the other is the point
      await queryClient.invalidateQueries(filters, { cancelRefetch: false })
    } while (isStale)
    isReading = false
  }

  return () => {
    isStale = true
    if (!isReading) void readAgain()
  }
}
