/** Runs `body` while no other tab or worker of the origin runs one of that name. Without Web Locks: one page's own. */
export interface Locks {
  hold<Result>(name: string, body: () => Promise<Result>): Promise<Result>
  /** `undefined` at once where somebody holds it. */
  holdIfFree<Result>(name: string, body: () => Promise<Result>): Promise<Result | undefined>
}

export function createLocks(namespace: string): Locks {
  const manager = typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined)
  return manager ? createWebLocks(manager, `longhaul:${namespace}:`) : createLocalLocks()
}

function createWebLocks(manager: LockManager, prefix: string): Locks {
  return {
    async hold(name, body) {
      return await manager.request(prefix + name, body)
    },
    async holdIfFree(name, body) {
      return await manager.request(prefix + name, { ifAvailable: true }, async (lock) =>
        lock ? body() : undefined,
      )
    },
  }
}

function createLocalLocks(): Locks {
  const tails = new Map<string, Promise<void>>()
  const hold: Locks['hold'] = async (name, body) => {
    const before = tails.get(name)
    let letGo = () => {}
    const tail = new Promise<void>((resolve) => {
      letGo = resolve
    })
    tails.set(name, tail)
    await before
    try {
      return await body()
    } finally {
      if (tails.get(name) === tail) tails.delete(name)
      letGo()
    }
  }
  return { hold, holdIfFree: async (name, body) => (tails.has(name) ? undefined : hold(name, body)) }
}

/** Held by whoever settles an attempt, so that a page can tell slow from dead. */
export function settlementLock(id: string, attempt: number): string {
  return `settle:${attempt}:${id}`
}

/** Held while a fetch is handed to the engine: of many tabs one starts it, and the five-limit is counted once. */
export const START_LOCK = 'start'
