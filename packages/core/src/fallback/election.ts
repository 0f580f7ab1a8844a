import type { Clock } from '../progress/clock.js'
import type { EngineChannel } from './messages.js'

/** How often a leader shows that it lives. */
const BEAT_EVERY_MS = 1_000

/**
 * A leader that holds the lock but has not been heard of for this long is frozen, and is replaced. A tab that closed or
 * crashed loses the lock at once.
 */
export const FROZEN_AFTER_MS = 10_000

export interface ElectionInit {
  readonly namespace: string
  readonly channel: EngineChannel
  readonly clock: Clock
  /** `undefined` where the browser has no Web Locks: then everybody leads, and every tab is on its own. */
  readonly locks: LockManager | undefined
  /** Work as the leader, until the signal says that another one leads. Resolves when nothing is under way any more. */
  readonly lead: (signal: AbortSignal) => Promise<void>
  readonly onError: (error: unknown) => void
}

export interface Election {
  /** Stands for election, until it leads or gives up. */
  compete(): void
  /** Gives up the lead, or the wish for it. Resolves when the work has stopped. */
  release(): Promise<void>
}

/** One leader over all tabs, by a Web Lock; a heartbeat tells a frozen leader from a busy one. */
export function createElection({ namespace, channel, clock, locks, lead, onError }: ElectionInit): Election {
  const name = `longhaul:${namespace}:leader`
  let isStanding = false
  let waiting = new AbortController()
  let term = new AbortController()
  let standing = Promise.resolve()
  let reign = Promise.resolve()

  const begin = (): Promise<void> => {
    const cancelBeat = every(clock, BEAT_EVERY_MS, () => channel.post({ type: 'beat' }))
    reign = lead(term.signal).catch(onError).finally(cancelBeat)
    return reign
  }

  const standOnce = async (locks: LockManager) => {
    const cancelWatch = watchLeader(channel, clock, () => waiting.abort())
    try {
      await locks.request(name, { signal: waiting.signal }, () => {
        cancelWatch()
        return isStanding ? begin() : undefined
      })
    } catch (error) {
      if (!isAbort(error)) throw error
      // Nobody has heard the leader: its lock is taken, and its epoch is over.
      if (waiting.signal.aborted && isStanding) await locks.request(name, { steal: true }, begin)
    } finally {
      cancelWatch()
    }
  }

  const stand = async () => {
    for (;;) {
      if (!isStanding) return
      waiting = new AbortController()
      term = new AbortController()
      try {
        await (locks ? standOnce(locks) : begin())
      } catch (error) {
        // Stolen from this tab while it was frozen: it goes to the end of the queue.
        if (!isAbort(error)) onError(error)
      }
      term.abort()
      await reign
      if (isStanding) await new Promise<void>((resolve) => clock.timeout(resolve, BEAT_EVERY_MS))
    }
  }

  return {
    compete() {
      if (isStanding) return
      isStanding = true
      standing = standing.then(stand)
    },
    async release() {
      isStanding = false
      waiting.abort()
      term.abort()
      await standing
    },
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/**
 * Calls `onSilence` when no beat was heard for too long. What is counted is looks, not time: a clock that was put
 * forward, or a watcher that was itself frozen, must not take a healthy leader for a frozen one.
 */
function watchLeader(channel: EngineChannel, clock: Clock, onSilence: () => void): () => void {
  let silentLooks = 0
  const unsubscribe = channel.subscribe(({ type }) => {
    if (type === 'beat') silentLooks = 0
  })
  const cancel = every(clock, BEAT_EVERY_MS, () => {
    silentLooks += 1
    if (silentLooks * BEAT_EVERY_MS >= FROZEN_AFTER_MS) onSilence()
  })
  return () => {
    cancel()
    unsubscribe()
  }
}

function every(clock: Clock, ms: number, callback: () => void): () => void {
  let cancel = clock.timeout(function again() {
    cancel = clock.timeout(again, ms)
    callback()
  }, ms)
  return () => cancel()
}
