import type { BackgroundFetchClient } from '@longhaul/core'

/** A client that is made when it is first used, and let go of when nobody holds it. */
export interface LazyClient {
  readonly client: BackgroundFetchClient
  /** Keeps what was made. Returns what lets go: with the last hold the real client is disposed, a microtask later. */
  readonly hold: () => () => void
}

const NO_IDS: readonly string[] = Object.freeze([])

/**
 * Wraps `create` so that rendering makes nothing: a render may be thrown away (Suspense), repeated (Strict Mode) or run
 * on a server. Before the first use `peek` knows nothing; after the last hold, calls throw `client-disposed`.
 */
export function createLazyClient(create: () => BackgroundFetchClient): LazyClient {
  let made: BackgroundFetchClient | undefined
  let isDisposed = false
  let holds = 0
  const real = () => (made ??= create())
  const dispose = () => {
    made?.dispose()
    isDisposed = true
  }

  return {
    client: {
      fetch: async (...args) => real().fetch(...args),
      get: async (...args) => real().get(...args),
      getAll: async () => real().getAll(),
      getPage: async (...args) => real().getPage(...args),
      getIds: async () => real().getIds(),
      abort: async (...args) => real().abort(...args),
      retry: async (...args) => real().retry(...args),
      pause: async (...args) => real().pause(...args),
      resume: async (...args) => real().resume(...args),
      remove: async (...args) => real().remove(...args),
      match: async (...args) => real().match(...args),
      matchAll: async (...args) => real().matchAll(...args),
      ready: async () => real().ready(),
      support: async () => real().support(),
      subscribe: (listener) => real().subscribe(listener),
      peek: (id) => made?.peek(id),
      peekIds: () => made?.peekIds() ?? NO_IDS,
      get isReady() {
        return made?.isReady ?? false
      },
      dispose,
    },
    hold: () => {
      holds += 1
      if (isDisposed) {
        made = undefined
        isDisposed = false
      }
      return () => {
        holds -= 1
        // Strict Mode lets go and holds again at once; whatever an effect has started meanwhile must survive that.
        queueMicrotask(() => {
          if (holds === 0 && !isDisposed) dispose()
        })
      }
    },
  }
}
