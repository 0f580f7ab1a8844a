import type { Transaction } from './tables.js'

/** A side that was thought dead has come back: it may write nothing any more. */
export class FencedError extends Error {
  override readonly name = 'FencedError'
}

const LEADER = 'leader'

/** Takes a number higher than any leader had before. */
export async function raiseEpoch(tx: Transaction): Promise<number> {
  const epoch = ((await tx.get('leaders', [LEADER]))?.epoch ?? 0) + 1
  await tx.put('leaders', { name: LEADER, epoch })
  return epoch
}

/**
 * Every write of a leader begins with it. Whoever leads no engine has no epoch, and is let through.
 *
 * @throws FencedError where another has led since
 */
export async function refuseOvertaken(tx: Transaction, epoch: number | undefined): Promise<void> {
  if (epoch !== undefined && (await tx.get('leaders', [LEADER]))?.epoch !== epoch) throw new FencedError()
}
