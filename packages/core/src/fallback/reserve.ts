import { byteKey, type ByteStore } from '../store/bytes.js'

/** What the journal needs to note what has come, and what a person does about it; less would be full again at once. */
export const RESERVE_SIZE = 2 << 20

/** It is nobody's work, and deleted before it is taken: there is no one to fence off. */
const EPOCH = 1

/** A piece of the disk that is kept free for the journal, by filling it: no browser tells how full a disk is. */
export interface Reserve {
  /** Takes it, unless it is held. `false` where the disk does not have as much. */
  hold(): Promise<boolean>
  /** The same, where there is something to be had beside it: else it would be given back at once. What is held stays held. */
  holdWithMore(): Promise<boolean>
  /** Gives it back. */
  drop(): Promise<void>
}

/**
 * Chromium takes its whole database for corrupt, and may throw it away, when a write finds no room (measured). So the
 * last bytes of a disk are never filled with downloads.
 */
export function createReserve(bytes: ByteStore): Reserve {
  const key = byteKey(bytes.kind, 'reserve')
  const more = byteKey(bytes.kind, 'reserve-and-more')
  let isHeld = false
  let turn = Promise.resolve()
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = turn.then(work)
    turn = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }
  const fill = async (key: string) => {
    // Whoever led before may have left it, under a number that need not be known then.
    await bytes.delete([key])
    // Whole: WebKit would have to prove a Blob that was opened and closed, which can take it ten seconds.
    await bytes.putWhole([{ key, bytes: new Uint8Array(RESERVE_SIZE) }], EPOCH)
  }
  const drop = async () => {
    await bytes.delete([more, key])
    isHeld = false
  }
  const hold = async (withMore: boolean): Promise<boolean> => {
    try {
      if (!isHeld) await fill(key)
      if (withMore) await fill(more)
      if (withMore) await bytes.delete([more])
      isHeld = true
      return true
    } catch {
      // Others may still be writing: the room that was held before is the journal's.
      await bytes.delete(isHeld ? [more] : [more, key]).catch(() => undefined)
      return false
    }
  }
  return {
    hold: () => inTurn(() => hold(false)),
    holdWithMore: () => inTurn(() => hold(true)),
    drop: () => inTurn(drop),
  }
}
