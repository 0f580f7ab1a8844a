/** Whether there is a network at all. */
export interface Online {
  isOnline(): boolean
  /** Resolves when there is one. @throws the signal's reason */
  untilOnline(signal: AbortSignal): Promise<void>
}

/** What the browser says, on a page or in a worker. Where it says nothing, it is online. */
export function createBrowserOnline(scope: EventTarget = globalThis): Online {
  const isOnline = () => (globalThis.navigator as Partial<Navigator> | undefined)?.onLine !== false
  return {
    isOnline,
    untilOnline(signal) {
      return new Promise((resolve, reject) => {
        signal.throwIfAborted()
        if (isOnline()) return resolve()
        const done = () => {
          scope.removeEventListener('online', done)
          signal.removeEventListener('abort', done)
          if (signal.aborted) reject(signal.reason as Error)
          else resolve()
        }
        scope.addEventListener('online', done)
        return signal.addEventListener('abort', done)
      })
    },
  }
}
