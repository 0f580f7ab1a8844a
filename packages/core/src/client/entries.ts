import type { Reading } from '../adapter.js'
import type { FetchRow } from '../journal/rows.js'
import type { Clock } from '../progress/clock.js'
import { createCoalescer } from '../progress/coalesce.js'
import { isEnding } from '../records/transitions.js'
import type { BackgroundFetchChange, BackgroundFetchRecord } from '../types.js'
import {
  buildRecord,
  createEntry,
  isRunning,
  isShown,
  liveState,
  takeReading,
  takeRow,
  takeTurn,
  type Entry,
} from './entry.js'

export interface Entries {
  putRow(row: FetchRow): void
  putReading(reading: Reading): void
  remove(id: string): void
  peek(id: string): BackgroundFetchRecord | undefined
  peekIds(): readonly string[]
  row(id: string): FetchRow | undefined
  /** Whether the engine has spoken of its present attempt. */
  isHeard(id: string): boolean
  /** Attempts that an engine has taken and that have not ended. */
  running(): readonly FetchRow[]
  /** Time since the last byte of a fetch; `null` where there is none. */
  quietMs(id: string): number | null
  /** Looks whether silence has become an interruption. */
  inferAgain(): void
  /** Tells listeners at once. */
  flush(): void
  subscribe(listener: (change: BackgroundFetchChange) => void): () => void
  dispose(): void
}

/** The live picture: one entry an id, marked dirty by whatever comes, told to listeners in one flush a frame. */
export function createEntries(clock: Clock, isOnline: () => boolean): Entries {
  const entries = new Map<string, Entry>()
  // Thousands of records may be loaded; only these few are asked about silence.
  const running = new Set<string>()
  const listeners = new Set<(change: BackgroundFetchChange) => void>()
  const dirty = new Set<string>()
  const removed = new Set<string>()
  let ids: readonly string[] = []
  let isReordered = false
  let structural = false
  let isDisposed = false

  const flush = () => {
    if (dirty.size === 0 && removed.size === 0) return
    let queueMoved = false
    for (const id of dirty) {
      const entry = entries.get(id)
      if (!entry) continue
      entry.record = undefined
      // Here, and not at every reading: between two files nothing moves for an instant, and that is no queue.
      queueMoved = takeTurn(entry, stateOf(entry)) || queueMoved
    }
    const change: BackgroundFetchChange = {
      updated: [...dirty],
      removed: [...removed],
      structural,
      queueMoved,
    }
    if (isReordered) ids = sortedIds(entries)
    dirty.clear()
    removed.clear()
    isReordered = structural = false
    for (const listener of listeners) listener(change)
  }
  const coalescer = createCoalescer(clock, flush)

  const stateOf = (entry: Entry) => liveState(entry, clock.elapsed(), isOnline()) ?? entry.row.state

  const touch = (id: string, entry: Entry) => {
    const { status } = stateOf(entry)
    const hasMoved = status !== entry.status
    entry.status = status
    structural ||= hasMoved
    dirty.add(id)
    if (isRunning(entry.row)) running.add(id)
    else running.delete(id)
    if (hasMoved && isEnding({ status })) coalescer.now()
    else coalescer.soon()
  }

  return {
    putRow(row) {
      if (isDisposed) return
      const { id } = row
      const known = entries.get(id)
      const entry = known ?? createEntry(row, clock.elapsed())
      if (!known || row.order !== known.row.order) isReordered = structural = true
      if (!known) {
        entries.set(id, entry)
        removed.delete(id)
      } else if (!takeRow(known, row, clock.elapsed())) return
      touch(id, entry)
    },
    putReading(reading) {
      const entry = entries.get(reading.id)
      if (!isDisposed && entry && takeReading(entry, reading, clock.elapsed())) touch(reading.id, entry)
    },
    remove(id) {
      if (isDisposed) return
      if (entries.delete(id)) isReordered = true
      running.delete(id)
      dirty.delete(id)
      // Also of one that was never loaded: whoever shows pages of the journal must hear of it.
      removed.add(id)
      structural = true
      coalescer.now()
    },
    peek(id) {
      const entry = entries.get(id)
      if (!entry) return undefined
      entry.record ??= buildRecord(entry, clock, isOnline())
      return entry.record
    },
    peekIds: () => ids,
    row: (id) => entries.get(id)?.row,
    isHeard: (id) => entries.get(id)?.reading !== undefined,
    running: () => [...running].map((id) => entries.get(id)!.row),
    quietMs(id) {
      const entry = entries.get(id)
      return entry ? clock.elapsed() - entry.lastByteAt : null
    },
    inferAgain() {
      for (const id of running) {
        const entry = entries.get(id)!
        if (!isShown(entry, liveState(entry, clock.elapsed(), isOnline()), clock.elapsed())) touch(id, entry)
      }
    },
    flush() {
      coalescer.cancel()
      flush()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      isDisposed = true
      coalescer.cancel()
      listeners.clear()
    },
  }
}

function sortedIds(entries: ReadonlyMap<string, Entry>): readonly string[] {
  return Array.from(entries.values())
    .toSorted((a, b) => a.row.order - b.row.order || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row }) => row.id)
}
