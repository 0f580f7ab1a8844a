import type { Reading, ReadingState } from '../adapter.js'
import { nextAttemptOf } from '../journal/nextAttempt.js'
import type { FetchRow } from '../journal/rows.js'
import { toRecord } from '../journal/toRecord.js'
import type { Clock } from '../progress/clock.js'
import { nextRate, type Rate } from '../progress/rate.js'
import { inferInterruption } from '../records/infer.js'
import { isEnding } from '../records/transitions.js'
import type { BackgroundFetchRecord, BackgroundFetchState, BackgroundFetchStatus } from '../types.js'

/** Bytes come twice a second; after this long without one the last speed is no speed any more. */
const SPEED_LIFE_MS = 3_000

/**
 * What a client holds of one fetch: the journal's row, and what the engine says of its present attempt. Its times are
 * `clock.elapsed()`.
 */
export interface Entry {
  row: FetchRow
  /** Of the row's attempt, while it is under way. Its bytes never go down. */
  reading: Reading | undefined
  rate: Rate | undefined
  /** Bytes as the engine last told them: a restart from 0 moves, too. */
  heard: number
  lastByteAt: number
  /** The record as of the last flush; built when somebody reads it. */
  record: BackgroundFetchRecord | undefined
  /** The most bytes shown for this attempt: a record never goes back within one. */
  shown: { attempt: number; downloaded: number }
  status: BackgroundFetchStatus
  /** Whether it waited for its turn as of the last flush; `undefined` before the first. */
  isQueued: boolean | undefined
}

export function createEntry(row: FetchRow, now: number): Entry {
  return {
    row,
    reading: undefined,
    rate: undefined,
    heard: 0,
    lastByteAt: now,
    record: undefined,
    shown: { attempt: row.attempt, downloaded: 0 },
    status: row.state.status,
    isQueued: undefined,
  }
}

/** `false` for a row that was read before the one that is held, and came after it. */
export function takeRow(entry: Entry, row: FetchRow, now: number): boolean {
  const { row: held } = entry
  const isSameFetch = row.order === held.order
  const isBehind =
    row.attempt < held.attempt ||
    (row.attempt === held.attempt && isEnding(held.state) && !isEnding(row.state))
  if (isSameFetch && isBehind) return false
  if (row.attempt !== held.attempt) entry.lastByteAt = now
  if (entry.reading?.attempt !== row.attempt) {
    entry.reading = entry.rate = undefined
    entry.heard = 0
  }
  entry.row = row
  return true
}

/** `false` for late news of an attempt that is over, or of one that this page has not read from the journal yet. */
export function takeReading(entry: Entry, reading: Reading, now: number): boolean {
  if (entry.row.attempt !== reading.attempt || !entry.row.live) return false
  const previous = entry.reading
  const isOnItsTurn = previous !== undefined && isQueued(previous.state) && !isQueued(reading.state)
  const hasMoved = reading.downloaded !== entry.heard || reading.uploaded !== previous?.uploaded
  if (hasMoved || isOnItsTurn) entry.lastByteAt = now
  entry.heard = reading.downloaded
  const downloaded = Math.max(previous?.downloaded ?? 0, reading.downloaded)
  entry.reading = downloaded === reading.downloaded ? reading : { ...reading, downloaded }
  entry.rate = nextRate(entry.rate, downloaded, now)
  return true
}

type LiveState = Exclude<ReadingState, { status: 'settled' }>

/** The state by the engine's word and by its silence; `undefined` where the journal's is all there is. */
export function liveState(entry: Entry, now: number, isOnline: boolean): LiveState | undefined {
  const { row, reading, lastByteAt } = entry
  if (!reading || row.state.status !== 'pending') return undefined
  const state = inferInterruption(reading, now - lastByteAt, isOnline)
  return state.status === 'settled' ? undefined : state
}

/** Whether listeners have been told of this state already. */
export function isShown(entry: Entry, state: LiveState | undefined, now: number): boolean {
  const { status, record } = entry
  if (!state) return true
  if (record?.bytesPerSecond != null && isQuiet(entry, now)) return false
  if (state.status !== status) return false
  return state.status !== 'interrupted' || record?.status !== 'interrupted' || record.reason === state.reason
}

function isQuiet({ lastByteAt }: Entry, now: number): boolean {
  return now - lastByteAt > SPEED_LIFE_MS
}

export function buildRecord(entry: Entry, clock: Clock, isOnline: boolean): BackgroundFetchRecord {
  const { reading, rate } = entry
  const now = clock.elapsed()
  const row = withDueTime(entry.row, clock.now())
  const state = liveState(entry, now, isOnline)
  const isMoving = state?.status === 'pending' && state.phase === 'transferring' && !isQuiet(entry, now)
  const bytesPerSecond = isMoving ? (rate?.bytesPerSecond ?? null) : null
  const record = toRecord(row, state && reading && { reading, state, bytesPerSecond })
  const downloaded =
    record.status === 'completed' ? record.downloaded : Math.max(record.downloaded, lastKnown(entry))
  entry.shown = { attempt: row.attempt, downloaded }
  return downloaded === record.downloaded ? record : { ...record, downloaded }
}

function withDueTime(row: FetchRow, now: number): FetchRow {
  const { state } = row
  const nextAttemptAt = nextAttemptOf(row, now)
  return state.status === 'interrupted' ? { ...row, state: { ...state, nextAttemptAt } } : row
}

/** What this attempt has brought, also once it stands still: all tabs have heard the same, if not in the same order. */
function lastKnown({ row, reading, shown }: Entry): number {
  // The row of an ended attempt has its bytes among those that are stored.
  const isCounted = isEnding(row.state) || reading?.attempt !== row.attempt
  const heard = isCounted ? 0 : row.storedBytes + reading.downloaded
  return Math.max(heard, shown.attempt === row.attempt ? shown.downloaded : 0)
}

/** Whether an engine has taken its attempt and it has not ended. */
export function isRunning({ state }: FetchRow): boolean {
  return state.status === 'pending' && state.phase !== 'queued'
}

/** Notes whether it waits for its turn in this state, and says whether that is news. */
export function takeTurn(entry: Entry, state: BackgroundFetchState | ReadingState): boolean {
  const before = entry.isQueued
  entry.isQueued = isQueued(state)
  return before !== undefined && before !== entry.isQueued
}

function isQueued(state: BackgroundFetchState | ReadingState): boolean {
  return state.status === 'pending' && state.phase === 'queued'
}
