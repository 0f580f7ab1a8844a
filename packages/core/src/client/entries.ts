import type { Reading } from '../adapter.js'
import type { FetchRow } from '../journal/rows.js'
import { toRecord } from '../journal/toRecord.js'
import type { Clock } from '../progress/clock.js'
import { createCoalescer } from '../progress/coalesce.js'
import { nextRate, type Rate } from '../progress/rate.js'
import { inferInterruption } from '../records/infer.js'
import { isEnding } from '../records/transitions.js'
import type { BackgroundFetchChange, BackgroundFetchRecord, BackgroundFetchStatus } from '../types.js'

interface Entry {
  row: FetchRow
  /** Of the row's attempt, while it is under way. */
  reading: Reading | undefined
  rate: Rate | undefined
  lastByteAt: number
  /** The record as of the last flush; built when somebody reads it. */
  record: BackgroundFetchRecord | undefined
  /** The most bytes shown for this attempt: a record never goes back within one. */
  shown: { attempt: number; downloaded: number }
  status: BackgroundFetchStatus
}

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
  /** Time since the last byte of a running fetch; `null` where it does not run. */
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
  const listeners = new Set<(change: BackgroundFetchChange) => void>()
  const dirty = new Set<string>()
  const removed = new Set<string>()
  let ids: readonly string[] = []
  let structural = false

  const flush = () => {
    if (dirty.size === 0 && removed.size === 0) return
    const change: BackgroundFetchChange = { updated: [...dirty], removed: [...removed], structural }
    for (const id of dirty) {
      const entry = entries.get(id)
      if (entry) entry.record = undefined
    }
    if (structural) ids = sortedIds(entries)
    dirty.clear()
    removed.clear()
    structural = false
    for (const listener of listeners) listener(change)
  }
  const coalescer = createCoalescer(clock, flush)

  const liveState = ({ row, reading, lastByteAt }: Entry) => {
    if (!reading || reading.state.status === 'settled' || row.state.status !== 'pending') return undefined
    const state = inferInterruption(reading, clock.now() - lastByteAt, isOnline())
    return state.status === 'settled' ? undefined : state
  }

  const touch = (id: string, entry: Entry, isNew = false) => {
    const status = liveState(entry)?.status ?? entry.row.state.status
    const moved = isNew || status !== entry.status
    entry.status = status
    structural ||= moved
    dirty.add(id)
    if (moved && isEnding({ status })) coalescer.now()
    else coalescer.soon()
  }

  const build = (entry: Entry): BackgroundFetchRecord => {
    const { row, reading, rate } = entry
    const state = liveState(entry)
    const isMoving = state?.status === 'pending' && state.phase === 'transferring'
    const bytesPerSecond = isMoving ? (rate?.bytesPerSecond ?? null) : null
    const record = toRecord(row, state && reading && { reading, state, bytesPerSecond })
    const floor = entry.shown.attempt === row.attempt && record.status !== 'completed' ? entry.shown.downloaded : 0
    const downloaded = Math.max(floor, record.downloaded)
    entry.shown = { attempt: row.attempt, downloaded }
    return downloaded === record.downloaded ? record : { ...record, downloaded }
  }

  return {
    putRow(row) {
      const entry = entries.get(row.id)
      if (!entry) {
        const fresh: Entry = {
          row,
          reading: undefined,
          rate: undefined,
          lastByteAt: clock.now(),
          record: undefined,
          shown: { attempt: row.attempt, downloaded: 0 },
          status: row.state.status,
        }
        entries.set(row.id, fresh)
        removed.delete(row.id)
        return touch(row.id, fresh, true)
      }
      const isReplaced = row.order !== entry.row.order
      if (row.attempt !== entry.row.attempt) entry.lastByteAt = clock.now()
      if (entry.reading && entry.reading.attempt !== row.attempt) entry.reading = entry.rate = undefined
      entry.row = row
      touch(row.id, entry, isReplaced)
    },
    putReading(reading) {
      const entry = entries.get(reading.id)
      // Late news of an attempt that is over, or of one that this page has not read from the journal yet.
      if (!entry || entry.row.attempt !== reading.attempt || !entry.row.live) return
      const previous = entry.reading
      const downloaded = Math.max(previous?.downloaded ?? 0, reading.downloaded)
      const moved = downloaded > (previous?.downloaded ?? 0) || reading.uploaded > (previous?.uploaded ?? 0)
      if (moved || !previous) entry.lastByteAt = clock.now()
      entry.reading = { ...reading, downloaded }
      entry.rate = nextRate(entry.rate, downloaded, clock.now())
      touch(reading.id, entry)
    },
    remove(id) {
      if (!entries.delete(id)) return
      dirty.delete(id)
      removed.add(id)
      structural = true
      coalescer.now()
    },
    peek(id) {
      const entry = entries.get(id)
      if (!entry) return undefined
      entry.record ??= build(entry)
      return entry.record
    },
    peekIds() {
      return ids
    },
    row: (id) => entries.get(id)?.row,
    isHeard: (id) => entries.get(id)?.reading !== undefined,
    running: () => [...entries.values()].filter((entry) => entry.row.state.status === 'pending' && entry.row.state.phase !== 'queued').map(({ row }) => row),
    quietMs(id) {
      const entry = entries.get(id)
      return entry ? clock.now() - entry.lastByteAt : null
    },
    inferAgain() {
      for (const [id, entry] of entries) {
        const status = liveState(entry)?.status ?? entry.row.state.status
        if (status !== entry.status) touch(id, entry)
      }
    },
    flush: () => coalescer.now(),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      coalescer.cancel()
      listeners.clear()
    },
  }
}

function sortedIds(entries: ReadonlyMap<string, Entry>): readonly string[] {
  return [...entries.values()]
    .sort((a, b) => a.row.order - b.row.order || (a.row.id < b.row.id ? -1 : 1))
    .map(({ row }) => row.id)
}
