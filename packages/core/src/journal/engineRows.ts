import type { EngineName } from '../types.js'
import type { FetchRow, PartialRow } from './rows.js'
import type { Tables, Transaction } from './tables.js'

/** What an engine of our own keeps beside the records: who has a job, who leads, and files that are not whole yet. */
export interface JournalEngineRows {
  /** This engine takes the attempt. `null` where it ended or is no longer the newest. */
  take(id: string, attempt: number, engine: EngineName): Promise<FetchRow | null>
  /** A person stops it for a while. `null` where it was not under way. */
  pause(id: string, now: number): Promise<FetchRow | null>
  resume(id: string, now: number): Promise<FetchRow | null>
  /** A number higher than any leader before had: it fences off those who come back. */
  nextEpoch(): Promise<number>
  partials(id: string): Promise<readonly PartialRow[]>
  savePartial(row: PartialRow): Promise<void>
  /** Forgets what was begun of a file, or of a whole fetch. */
  dropPartials(id: string, generation?: number, file?: number): Promise<void>
}

const LEADER = 'leader'

export function createEngineRows(tables: Tables): JournalEngineRows {
  return {
    take: (id, attempt, engine) =>
      tables.transaction('readwrite', ['fetches'], async (tx) => {
        const row = await tx.get('fetches', [id])
        if (!row || row.attempt !== attempt || row.state.status !== 'pending') return null
        return put(tx, { ...row, engine })
      }),
    pause: (id, now) =>
      tables.transaction('readwrite', ['fetches'], async (tx) => {
        const row = await tx.get('fetches', [id])
        return row?.state.status === 'pending'
          ? put(tx, { ...row, state: { status: 'paused' }, updatedAt: now })
          : null
      }),
    resume: (id, now) =>
      tables.transaction('readwrite', ['fetches'], async (tx) => {
        const row = await tx.get('fetches', [id])
        if (row?.state.status !== 'paused') return null
        return put(tx, { ...row, state: { status: 'pending', phase: 'transferring' }, updatedAt: now })
      }),
    nextEpoch: () =>
      tables.transaction('readwrite', ['leaders'], async (tx) => {
        const epoch = ((await tx.get('leaders', [LEADER]))?.epoch ?? 0) + 1
        await tx.put('leaders', { name: LEADER, epoch })
        return epoch
      }),
    partials: (id) =>
      tables.transaction('readonly', ['partials'], (tx) => tx.list('partials', { prefix: [id] })),
    savePartial: (row) => tables.transaction('readwrite', ['partials'], (tx) => tx.put('partials', row)),
    dropPartials: (id, generation, file) =>
      tables.transaction('readwrite', ['partials'], async (tx) => {
        const prefix = [
          id,
          ...(generation === undefined ? [] : [generation]),
          ...(file === undefined ? [] : [file]),
        ]
        for (const row of await tx.list('partials', { prefix })) {
          await tx.delete('partials', [row.id, row.generation, row.file])
        }
      }),
  }
}

async function put(tx: Transaction, row: FetchRow): Promise<FetchRow> {
  await tx.put('fetches', row)
  return row
}
