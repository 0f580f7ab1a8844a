import { decide, type AttemptEnding, type AttemptSummary } from '../records/decide.js'
import { canFollow, isEnding } from '../records/transitions.js'
import { refuseOvertaken } from './fence.js'
import type { AttemptRow, FetchRow, ResponseRow } from './rows.js'
import type { Tables, Transaction } from './tables.js'

export interface AttemptEnd {
  readonly id: string
  readonly attempt: number
  readonly ending: AttemptEnding
  /** Responses of this attempt that were read back from disk and are right, with their sizes. */
  readonly verified: readonly ResponseRow[]
  readonly uploaded?: number
  readonly now: number
  /** No page of the app is open. */
  readonly unattended: boolean
  /** Of the leader that ends it; left out where none does. */
  readonly epoch?: number | undefined
}

export interface Commit {
  /** The row as committed; `null` where the attempt had ended already, was removed, or a newer one is under way. */
  readonly row: FetchRow | null
  /** Keys of the store that nothing refers to any more. */
  readonly freed: readonly string[]
}

export interface JournalEndings {
  /**
   * Ends an attempt. The only way to `'completed'`: with every file of the fetch verified.
   *
   * @throws FencedError where the epoch is a leader's that was overtaken
   */
  commit(end: AttemptEnd): Promise<Commit>
}

export function createEndings(tables: Tables): JournalEndings {
  return {
    commit: (end) =>
      tables.transaction(
        'readwrite',
        ['fetches', 'attempts', 'responses', 'outbox', 'leaders'],
        async (tx) => {
          await refuseOvertaken(tx, end.epoch)
          return commit(tx, end)
        },
      ),
  }
}

async function commit(tx: Transaction, end: AttemptEnd): Promise<Commit> {
  const { id, attempt, now } = end
  const row = await tx.get('fetches', [id])
  const attemptRow = await tx.get('attempts', [id, attempt])
  // An abort also ends what waits for its next attempt; everything else ends an attempt once.
  const hasEnded = attemptRow?.ending != null && end.ending.type !== 'aborted'
  if (!row || !attemptRow || row.attempt !== attempt || isEnding(row.state) || hasEnded) {
    return { row: null, freed: await dropUnverified(tx, id, attempt) }
  }
  // What has ended before has let go of its staged files.
  const verified = attemptRow.ending ? [] : end.verified
  await Promise.all(verified.map((response) => tx.put('responses', { ...response, verifiedAt: now })))
  const freed = [...(await dropUnverified(tx, id, attempt))]
  const responses = await tx.list('responses', { prefix: [id] })
  const kept = responses.filter(
    (response) => response.attempt >= row.generation && response.verifiedAt !== null,
  )
  const sizes = new Map(kept.map(({ file, size }) => [file, size]))
  const isWhole = row.files.every((_file, at) => sizes.has(at))
  const ended: AttemptRow = {
    ...attemptRow,
    ending: honest(end.ending, isWhole),
    endedAt: now,
    filesGained: attemptRow.filesGained + verified.length,
    unattended: end.unattended,
  }
  await tx.put('attempts', ended)
  const state = decide(await summaries(tx, row, ended), row.retry)
  if (!canFollow(row.state.status, state.status))
    throw new Error(`${row.state.status} can't become ${state.status}`)
  if (state.status === 'completed') freed.push(...(await dropReplaced(tx, row, responses)))
  const settled = isEnding(state)
  const next: FetchRow = {
    ...row,
    state,
    live: settled ? 0 : 1,
    files: row.files.map((file, at) => {
      const size = sizes.get(at) ?? file.size
      return size === file.size ? file : { ...file, size }
    }),
    filesCompleted: kept.length,
    filesRestarted: kept.filter(({ isRestarted }) => isRestarted).length,
    storedBytes: kept.reduce((sum, { size }) => sum + (size ?? 0), 0),
    uploaded: Math.max(row.uploaded, end.uploaded ?? 0),
    updatedAt: now,
    settledAt: settled ? now : null,
  }
  await tx.put('fetches', next)
  if (settled) await tx.put('outbox', { id, attempt })
  return { row: next, freed }
}

/** An engine's word that all went well counts only when every file is there; and it is not needed when they are. */
function honest(ending: AttemptEnding, isWhole: boolean): AttemptEnding {
  if (ending.type === 'aborted' || ending.type === 'refused') return ending
  if (isWhole) return { type: 'success' }
  return ending.type === 'success'
    ? { type: 'failed', failure: { reason: 'lost', httpStatus: null, url: null } }
    : ending
}

async function summaries(
  tx: Transaction,
  row: FetchRow,
  latest: AttemptRow,
): Promise<readonly AttemptSummary[]> {
  const rows = await tx.list('attempts', { prefix: [row.id] })
  return rows
    .map((attempt) => (attempt.attempt === latest.attempt ? latest : attempt))
    .filter((attempt) => attempt.attempt >= row.asked && attempt.ending !== null)
    .map(({ attempt, ending, endedAt, filesGained, unattended }) => ({
      attempt,
      ending: ending!,
      endedAt: endedAt!,
      filesGained,
      unattended,
    }))
}

async function dropUnverified(tx: Transaction, id: string, attempt: number): Promise<readonly string[]> {
  const staged = (await tx.list('responses', { prefix: [id, attempt] })).filter(
    (row) => row.verifiedAt === null,
  )
  for (const { file } of staged) await tx.delete('responses', [id, attempt, file])
  return staged.map(({ key }) => key)
}

async function dropReplaced(
  tx: Transaction,
  row: FetchRow,
  responses: readonly ResponseRow[],
): Promise<readonly string[]> {
  const old = responses.filter(({ attempt }) => attempt < row.generation)
  for (const { attempt, file } of old) await tx.delete('responses', [row.id, attempt, file])
  return old.map(({ key }) => key)
}
