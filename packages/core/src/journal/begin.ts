import type { StoredRequest } from '../adapter.js'
import type { RetryPolicy } from '../records/decide.js'
import type { EngineName, ImageResource } from '../types.js'
import type { FetchRow } from './rows.js'
import type { Transaction } from './tables.js'
import { isIntact } from './validate.js'

export interface NewFetch {
  readonly id: string
  readonly engine: EngineName
  readonly requests: readonly StoredRequest[]
  readonly title: string
  readonly icons: readonly ImageResource[]
  readonly downloadTotalHint: number | null
  readonly retry: RetryPolicy
  readonly now: number
}

export interface RetryOptions {
  readonly now: number
  /** Only this attempt may be followed: of many tabs whose timer rings, one wins. Left out: a person asked. */
  readonly after?: number
}

/** A new fetch and its first attempt; what an earlier one of the id left is kept until the new is whole. */
export async function create(tx: Transaction, fetch: NewFetch): Promise<FetchRow | null> {
  const { id, engine, requests, title, icons, downloadTotalHint, retry, now } = fetch
  const found = await tx.get('fetches', [id])
  const previous = isIntact('fetches', found) ? found : undefined
  if (previous?.live) return null
  const tombstone = await tx.get('tombstones', [id])
  // A row that was damaged has lost its count, but not its attempts: their bytes must not pass for the new fetch's.
  const attempts = await tx.list('attempts', { prefix: [id] })
  const attempt =
    Math.max(previous?.attempt ?? 0, tombstone?.attempt ?? 0, ...attempts.map((old) => old.attempt)) + 1
  const row: FetchRow = {
    id,
    attempt,
    generation: attempt,
    asked: attempt,
    engine,
    retry,
    state: { status: 'pending', phase: 'queued' },
    live: 1,
    order: -now,
    files: requests.map(({ url, size }) => ({ url, size })),
    filesCompleted: 0,
    filesRestarted: 0,
    storedBytes: 0,
    downloadTotalHint,
    uploaded: 0,
    title,
    icons,
    createdAt: now,
    updatedAt: now,
    settledAt: null,
  }
  for (const old of attempts) await tx.delete('attempts', [id, old.attempt])
  for (const old of await tx.list('requests', { prefix: [id] }))
    await tx.delete('requests', [id, old.generation])
  await tx.delete('tombstones', [id])
  if (previous) await keepEnding(tx, previous)
  await tx.put('fetches', row)
  await tx.put('requests', { id, generation: attempt, requests })
  await putAttempt(tx, id, attempt, [...requests.keys()])
  return row
}

/** The next attempt of a fetch, at the files that are missing. */
export async function retry(
  tx: Transaction,
  id: string,
  { now, after }: RetryOptions,
): Promise<FetchRow | null> {
  const row = await tx.get('fetches', [id])
  if (!row) return null
  const { status } = row.state
  const byPerson = after === undefined
  const mayFollow = byPerson
    ? status === 'failed' || status === 'aborted' || status === 'interrupted'
    : status === 'interrupted' && row.attempt === after
  if (!mayFollow) return row
  const attempt = row.attempt + 1
  const kept = new Set(
    (await tx.list('responses', { prefix: [id] }))
      .filter((response) => response.verifiedAt !== null && response.attempt >= row.generation)
      .map(({ file }) => file),
  )
  const missing = [...row.files.keys()].filter((file) => !kept.has(file))
  const again: FetchRow = {
    ...row,
    attempt,
    asked: byPerson ? attempt : row.asked,
    state: { status: 'pending', phase: 'queued' },
    live: 1,
    updatedAt: now,
    settledAt: null,
  }
  await keepEnding(tx, row)
  await tx.put('fetches', again)
  await putAttempt(tx, id, attempt, missing)
  return again
}

/** The app is told of every ending, also of one that is left before its worker could be. */
async function keepEnding(tx: Transaction, row: FetchRow): Promise<void> {
  const untold = await tx.get('outbox', [row.id, row.attempt])
  if (untold) await tx.put('outbox', { ...untold, ended: row })
}

function putAttempt(tx: Transaction, id: string, attempt: number, files: readonly number[]): Promise<void> {
  return tx.put('attempts', {
    id,
    attempt,
    files,
    startedAt: null,
    ending: null,
    endedAt: null,
    filesGained: 0,
    unattended: false,
  })
}
