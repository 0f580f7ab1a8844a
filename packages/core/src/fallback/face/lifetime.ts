import { invalidState } from './exceptions.js'

/** How long an event that we dispatch lives (Service Workers, "ExtendableEvent"). */
export interface Lifetime {
  readonly isActive: boolean
  /** @throws DOMException `InvalidStateError` once it is over */
  waitUntil(promise: unknown): void
  /** The listeners have run. */
  dispatched(): void
  /** Settles when nothing that it waits for is left; how that ended is nobody's business here. */
  readonly over: Promise<void>
}

export function createLifetime(): Lifetime {
  let pending = 1
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })
  const leave = () => {
    pending -= 1
    if (pending === 0) end()
  }
  return {
    over,
    get isActive() {
      return pending > 0
    },
    waitUntil(promise) {
      if (pending === 0) throw invalidState('The event is over.')
      pending += 1
      // One turn later, so that what follows the promise may still ask for more time.
      const later = () => queueMicrotask(leave)
      Promise.resolve(promise).then(later, later)
    },
    dispatched: leave,
  }
}
