import type { BackgroundFetchClient, BackgroundFetchStatus } from '@longhaul/core'
import { isSameList } from './stableList.js'

/** How many background fetches are in each status. */
export type BackgroundFetchCounts = Readonly<Record<BackgroundFetchStatus, number>>

/** What moves only when a fetch comes, goes, changes status or its turn comes. */
export interface Structure {
  /** Of what the client has loaded, newest first. The same array until a fetch comes, goes or changes its place. */
  readonly ids: readonly string[]
  readonly counts: BackgroundFetchCounts
  /** Whether what the journal knew at the start has been loaded. */
  readonly isLoaded: boolean
  /** Counts the times that only the queue moved, which is no news for the journal. */
  readonly queueMoves: number
}

/** Every status at 0, anew. */
function noCounts(): Record<BackgroundFetchStatus, number> {
  return { pending: 0, interrupted: 0, paused: 0, completed: 0, aborted: 0, failed: 0 }
}

/** What a server renders and a page hydrates from: nothing is loaded. */
export const EMPTY_STRUCTURE: Structure = Object.freeze({
  ids: Object.freeze([]),
  counts: Object.freeze(noCounts()),
  isLoaded: false,
  queueMoves: 0,
})

/** Reads the client's structure. Always a new object, with the previous ids and counts where they are equal. */
export function readStructure(client: BackgroundFetchClient, previous: Structure): Structure {
  const ids = client.peekIds()
  const counts = noCounts()
  for (const id of ids) {
    const record = client.peek(id)
    if (record !== undefined) counts[record.status] += 1
  }
  return {
    ids: isSameList(ids, previous.ids) ? previous.ids : ids,
    counts: hasSameCounts(counts, previous.counts) ? previous.counts : counts,
    isLoaded: client.isReady,
    queueMoves: previous.queueMoves,
  }
}

function hasSameCounts(a: BackgroundFetchCounts, b: BackgroundFetchCounts): boolean {
  return (
    a.pending === b.pending &&
    a.interrupted === b.interrupted &&
    a.paused === b.paused &&
    a.completed === b.completed &&
    a.aborted === b.aborted &&
    a.failed === b.failed
  )
}
