import type { EngineName } from '../types.js'
import { refuseOvertaken, raiseEpoch } from './fence.js'
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
  /** @throws FencedError where the epoch is a leader's that was overtaken */
  savePartial(row: PartialRow, epoch?: number): Promise<void>
  /** Forgets what was begun of a whole fetch. */
  dropPartials(id: string): Promise<void>
  /**
   * Forgets what was begun of one file.
   *
   * @throws FencedError where the epoch is a leader's that was overtaken
   */
  dropPartial(of: Pick<PartialRow, 'id' | 'generation' | 'file'>, epoch?: number): Promise<void>
}

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
    nextEpoch: () => tables.transaction('readwrite', ['leaders'], raiseEpoch),
    partials: (id) =>
      tables.transaction('readonly', ['partials'], (tx) => tx.list('partials', { prefix: [id] })),
    savePartial: (row, epoch) =>
      tables.transaction('readwrite', ['partials', 'leaders'], async (tx) => {
        await refuseOvertaken(tx, epoch)
        await tx.put('partials', row)
      }),
    dropPartials: (id) =>
      tables.transaction('readwrite', ['partials'], async (tx) => {
        for (const { generation, file } of await tx.list('partials', { prefix: [id] }))
          await tx.delete('partials', [id, generation, file])
      }),
    dropPartial: ({ id, generation, file }, epoch) =>
      tables.transaction('readwrite', ['partials', 'leaders'], async (tx) => {
        await refuseOvertaken(tx, epoch)
        await tx.delete('partials', [id, generation, file])
      }),
  }
}

async function put(tx: Transaction, row: FetchRow): Promise<FetchRow> {
  await tx.put('fetches', row)
  return row
}
