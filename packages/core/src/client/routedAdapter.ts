import type { BackgroundFetchAdapter, Reading, StartAnswer } from '../adapter.js'
import { FALLBACK_CAPABILITIES } from '../detect.js'
import type { Journal } from '../journal/journal.js'
import type { NativeEnvironment } from '../native/environment.js'
import { isOnline } from '../platform/network.js'

/** Which engines new fetches may go to. What is under way goes on where it is. */
export type EngineChoice = 'auto' | 'native' | 'fallback'

export interface RoutedAdapterInit {
  /** `null` where the browser has none. */
  readonly native: {
    readonly adapter: BackgroundFetchAdapter
    readonly environment: NativeEnvironment | null
  } | null
  readonly choice: EngineChoice
  /** Loads the engine's code at the first need. */
  readonly loadFallback: () => Promise<BackgroundFetchAdapter>
  readonly journal: Journal
}

/** What another engine can cure. A full disk is full for both. */
const CURED_BY_FALLBACK: ReadonlySet<string> = new Set([
  'unsupported',
  'service-worker',
  'permission',
  'unknown',
])

/**
 * One adapter over both engines: the browser's own where it is willing, ours for everything else, as far as the app
 * wants them. What an engine has taken, in another tab or before a deploy, stays with it whatever the app wants now. A
 * page whose fetches all go to the browser never loads ours.
 */
export function createRoutedAdapter({
  native,
  choice,
  loadFallback,
  journal,
}: RoutedAdapterInit): BackgroundFetchAdapter {
  const listeners = new Set<(reading: Reading) => void>()
  let loading: Promise<BackgroundFetchAdapter> | undefined
  let isDisposed = false
  const emit = (reading: Reading) => listeners.forEach((listener) => listener(reading))
  const stopNative = native?.adapter.subscribe(emit)

  const fallback = (): Promise<BackgroundFetchAdapter> => {
    if (loading) return loading
    loading = loadFallback().then((adapter) => {
      adapter.subscribe(emit)
      if (isDisposed) adapter.dispose()
      return adapter
    })
    // Offline its code can't come. It may the next time.
    loading.catch(() => (loading = undefined))
    return loading
  }
  const startFallback: BackgroundFetchAdapter['start'] = async (init) => {
    const engine = await fallback().catch((error: unknown) => {
      if (isOnline()) throw error
      return null
    })
    return engine?.start(init) ?? { started: false, refusal: 'offline', needsUser: false }
  }
  const isOnFallback = async (id: string) => (await journal.get(id))?.engine === 'fallback'

  const startNative = async (
    init: Parameters<BackgroundFetchAdapter['start']>[0],
  ): Promise<StartAnswer | null> => {
    if (!native || choice === 'fallback') return null
    if (choice === 'native') return native.adapter.start(init)
    // Without any registration there is nothing to wait for; with bytes of ours there is something to go on from.
    if (!(await native.environment?.registration())) return null
    if ((await journal.partials(init.id)).length > 0) return null
    const answer = await native.adapter.start(init)
    return !answer.started && CURED_BY_FALLBACK.has(answer.refusal) ? null : answer
  }
  const preferred = choice === 'fallback' ? undefined : native?.adapter

  return {
    engine: preferred ? 'native' : 'fallback',
    capabilities: preferred?.capabilities ?? FALLBACK_CAPABILITIES,
    async start(init) {
      const answer = await startNative(init)
      if (!answer) return startFallback(init)
      if (answer.started && (await isOnFallback(init.id))) await journal.take(init.id, init.attempt, 'native')
      return answer
    },
    async abort(id, attempt) {
      const isNative = (await native?.adapter.abort(id, attempt)) ?? false
      if (!loading && !(await isOnFallback(id))) return isNative
      return (await (await fallback()).abort(id, attempt)) || isNative
    },
    pause: async (id) => (await isOnFallback(id)) && (await fallback()).pause(id),
    resume: async (id) => (await isOnFallback(id)) && (await fallback()).resume(id),
    async list() {
      const readings = (await native?.adapter.list()) ?? []
      const isNeeded =
        loading !== undefined || (await journal.live()).some(({ engine }) => engine === 'fallback')
      return isNeeded ? [...readings, ...(await (await fallback()).list())] : readings
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      isDisposed = true
      stopNative?.()
      native?.adapter.dispose()
      listeners.clear()
      loading?.then((adapter) => adapter.dispose()).catch(() => undefined)
    },
  }
}
