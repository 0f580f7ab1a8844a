import { isEnding } from '../records/transitions.js'
import { create, retry, type NewFetch, type RetryOptions } from './begin.js'
import { refuseOvertaken } from './fence.js'
import type { FetchRow, ResponseRow, TableName } from './rows.js'
import type { Tables, Transaction } from './tables.js'

export interface JournalChanges {
  /** `null` where a fetch of that id is live already. An ended one is replaced; its bytes stay until the new are in. */
  create(fetch: NewFetch): Promise<FetchRow | null>
  /** The engine has taken the attempt. `null` where it ended, or is no longer the newest. */
  markStarted(id: string, attempt: number, now: number): Promise<FetchRow | null>
  /** Begins a new attempt at what is missing; the row as it is where there is nothing to begin. */
  retry(id: string, options: RetryOptions): Promise<FetchRow | null>
  /**
   * Notes responses of one attempt that are in the store, all or none. `false`: nobody wants them any more.
   *
   * @throws FencedError where the epoch is a leader's that was overtaken
   */
  stage(rows: readonly ResponseRow[], epoch?: number): Promise<boolean>
  /** Forgets everything but the number of attempts. Gives the store's keys to free; `null` where there was none. */
  remove(id: string, now: number): Promise<readonly string[] | null>
  /** The app's worker was told. */
  delivered(id: string, attempt: number): Promise<void>
  /** Drops tombstones that nobody can still be looking for. */
  sweepTombstones(removedBefore: number): Promise<void>
}

const ALL: readonly TableName[] = [
  'partials',
  'fetches',
  'requests',
  'attempts',
  'responses',
  'outbox',
  'tombstones',
]

export function createChanges(tables: Tables): JournalChanges {
  const write = <Result>(names: readonly TableName[], body: (tx: Transaction) => Promise<Result>) =>
    tables.transaction('readwrite', names, body)
  return {
    create: (fetch) => write(ALL, (tx) => create(tx, fetch)),
    markStarted: (id, attempt, now) =>
      write(['fetches', 'attempts'], (tx) => markStarted(tx, id, attempt, now)),
    retry: (id, options) =>
      write(['fetches', 'attempts', 'responses', 'outbox'], (tx) => retry(tx, id, options)),
    stage: (rows, epoch) =>
      write(['fetches', 'attempts', 'responses', 'leaders'], async (tx) => {
        await refuseOvertaken(tx, epoch)
        return stage(tx, rows)
      }),
    remove: (id, now) => write(ALL, (tx) => remove(tx, id, now)),
    delivered: (id, attempt) => write(['outbox'], (tx) => tx.delete('outbox', [id, attempt])),
    sweepTombstones: (before) =>
      write(['tombstones'], async (tx) => {
        for (const { id, removedAt } of await tx.list('tombstones')) {
          if (removedAt < before) await tx.delete('tombstones', [id])
        }
      }),
  }
}

async function markStarted(
  tx: Transaction,
  id: string,
  attempt: number,
  now: number,
): Promise<FetchRow | null> {
  const row = await tx.get('fetches', [id])
  const attemptRow = await tx.get('attempts', [id, attempt])
  if (!row || !attemptRow || row.attempt !== attempt || !row.live || attemptRow.ending) return null
  const started: FetchRow = { ...row, state: { status: 'pending', phase: 'transferring' }, updatedAt: now }
  await tx.put('fetches', started)
  await tx.put('attempts', { ...attemptRow, startedAt: attemptRow.startedAt ?? now })
  return started
}

async function stage(tx: Transaction, rows: readonly ResponseRow[]): Promise<boolean> {
  const [first] = rows
  if (!first) return true
  const row = await tx.get('fetches', [first.id])
  const attemptRow = await tx.get('attempts', [first.id, first.attempt])
  if (!row || !attemptRow || row.attempt !== first.attempt || isEnding(row.state) || attemptRow.ending)
    return false
  const asked = new Set(attemptRow.files)
  if (rows.some(({ file }) => !asked.has(file))) return false
  await Promise.all(rows.map((response) => tx.put('responses', response)))
  return true
}

async function remove(tx: Transaction, id: string, now: number): Promise<readonly string[] | null> {
  const row = await tx.get('fetches', [id])
  const attempts = await tx.list('attempts', { prefix: [id] })
  // A damaged row was set aside; what it spoke of is still there, and takes room.
  const last = row ?? attempts.at(-1)
  if (!last) return null
  const responses = await tx.list('responses', { prefix: [id] })
  for (const { attempt, file } of responses) await tx.delete('responses', [id, attempt, file])
  for (const { attempt } of attempts) await tx.delete('attempts', [id, attempt])
  for (const { attempt } of await tx.list('outbox', { prefix: [id] }))
    await tx.delete('outbox', [id, attempt])
  for (const { generation } of await tx.list('requests', { prefix: [id] }))
    await tx.delete('requests', [id, generation])
  await tx.delete('fetches', [id])
  const partials = await tx.list('partials', { prefix: [id] })
  for (const { generation, file } of partials) await tx.delete('partials', [id, generation, file])
  await tx.put('tombstones', { id, attempt: last.attempt, removedAt: now })
  return [...responses, ...partials].map(({ key }) => key)
}
