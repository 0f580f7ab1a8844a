import type { BackgroundFetchAdapter, Reading } from '../adapter.js'
import { fromPlatformId, toPlatformId } from '../platform/platformId.js'
import { toReading } from '../platform/toReading.js'
import type { PlatformRegistration } from '../platform/types.js'
import { managerOf, type NativeEnvironment } from './environment.js'
import { startNative } from './start.js'

/** `navigator.serviceWorker.ready` waits for ever where nothing registers; a first install takes a second or two. */
export const READY_TIMEOUT_MS = 10_000

export interface NativeAdapterInit {
  readonly namespace: string
  readonly environment: NativeEnvironment
  /**
   * Called with each registration that has just ended, while its records can still be read: a page may take them home
   * where the active worker will not.
   */
  readonly onEnded?: (registration: PlatformRegistration, of: { id: string; attempt: number }) => void
}

/** The adapter over the browser's own `BackgroundFetchManager`. Endings are committed by the worker, never by it. */
export function createNativeAdapter({
  namespace,
  environment,
  onEnded,
}: NativeAdapterInit): BackgroundFetchAdapter {
  const listeners = new Set<(reading: Reading) => void>()
  // `get()` makes a new object each time; of each registration the first one is kept and listened to.
  const attached = new Map<string, { registration: PlatformRegistration; detach: () => void }>()

  const emit = (reading: Reading) => listeners.forEach((listener) => listener(reading))

  const attach = (registration: PlatformRegistration) => {
    const of = fromPlatformId(namespace, registration.id)
    if (!of || attached.has(registration.id)) return
    const hear = () => {
      emit(toReading(registration, of))
      if (registration.result === '') return
      detach()
      onEnded?.(registration, of)
    }
    const detach = () => {
      registration.removeEventListener('progress', hear)
      attached.delete(registration.id)
    }
    registration.addEventListener('progress', hear)
    attached.set(registration.id, { registration, detach })
  }

  const manager = async () => managerOf(await environment.registration())

  // Starts come one after the other. Only the first waits for a worker: the rest go on with it when one comes.
  let waitMs = READY_TIMEOUT_MS
  const activeWorker = async () => {
    const worker = await environment.activeWorker(waitMs)
    waitMs = worker ? READY_TIMEOUT_MS : 0
    return worker
  }

  return {
    engine: 'native',
    capabilities: { pause: false, survivesPageClose: true, uploads: true, crossOriginHeaders: false },
    start: (init) => startNative(init, { namespace, environment, activeWorker, attach }),
    async abort(id, attempt) {
      const platformId = toPlatformId(namespace, id, attempt)
      try {
        const registration =
          attached.get(platformId)?.registration ?? (await (await manager())?.get(platformId))
        return (await registration?.abort()) ?? false
      } catch {
        // Gone meanwhile, and with it what there was to stop.
        return false
      }
    },
    pause: () => Promise.resolve(false),
    resume: () => Promise.resolve(false),
    async list() {
      const platform = await manager()
      if (!platform) return []
      const ids = await platform.getIds()
      const found = await Promise.all(ids.map((platformId) => platform.get(platformId)))
      const registrations = found.filter((registration) => registration !== undefined)
      // They run one after the other: while one moves, those without a byte wait for their turn.
      const hasMoving = registrations.some(hasBytes)
      return registrations.flatMap((registration): Reading[] => {
        const of = fromPlatformId(namespace, registration.id)
        if (!of) return []
        attach(registration)
        return [toReading(registration, of, hasMoving && !hasBytes(registration))]
      })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      attached.forEach(({ detach }) => detach())
      listeners.clear()
    },
  }
}

function hasBytes({ downloaded, uploaded }: PlatformRegistration): boolean {
  return downloaded > 0 || uploaded > 0
}
