import { shakeHands } from '../channel/handshake.js'
import type { NativeEnvironment } from './environment.js'

/** A worker that does not answer is not asked again for each of twenty fetches; one that was only slow, a little later. */
const REFUSAL_LIFE_MS = 30_000

/** The page's own service worker registration, or one that the app chose. */
export type RegistrationSource = ServiceWorkerRegistration | Promise<ServiceWorkerRegistration> | undefined

export function createBrowserEnvironment(namespace: string, source: RegistrationSource): NativeEnvironment {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  const registration = () => findRegistration(source)
  // One handshake per worker: a new deploy is a new object, and is asked anew.
  const handshakes = new WeakMap<ServiceWorker, Promise<boolean>>()
  return {
    origin: location.origin,
    registration,
    async activeWorker(limitMs) {
      const active = (await registration())?.active
      if (active) return active
      if (!container) return null
      return within(limitMs, untilActive(container, source))
    },
    shakeHands(worker) {
      const known = handshakes.get(worker)
      if (known) return known
      const asked = shakeHands(worker, namespace).then((answer) => {
        if (!answer) setTimeout(() => handshakes.delete(worker), REFUSAL_LIFE_MS)
        return answer
      })
      handshakes.set(worker, asked)
      return asked
    },
    async permission() {
      try {
        const { state } = await navigator.permissions.query({ name: 'background-fetch' as PermissionName })
        return state
      } catch {
        return 'unknown'
      }
    },
    // A start from an iframe resolves, never downloads, and blocks every other fetch of the origin (measured).
    isFramed: () => window.self !== window.top,
  }
}

/** `undefined` where the app has none. */
export async function findRegistration(
  source: RegistrationSource,
): Promise<ServiceWorkerRegistration | undefined> {
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined
  try {
    return (await source) ?? (await container?.getRegistration())
  } catch {
    // The app's register() failed, or the page may have no workers: as good as none.
    return undefined
  }
}

/** The worker of a registration once it is active, however long that takes. */
export async function untilActive(
  container: ServiceWorkerContainer,
  source: RegistrationSource,
): Promise<ServiceWorker | null> {
  const registration = (await source) ?? (await container.ready)
  const worker = registration.active ?? registration.waiting ?? registration.installing
  if (!worker || worker.state === 'activated' || worker === registration.active) return worker
  return new Promise((resolve) => {
    worker.addEventListener('statechange', function check() {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return
      worker.removeEventListener('statechange', check)
      resolve(registration.active)
    })
  })
}

function within<Value>(limitMs: number, promise: Promise<Value>): Promise<Value | null> {
  return new Promise((resolve) => {
    const timer = limitMs === Infinity ? undefined : setTimeout(() => resolve(null), limitMs)
    promise.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      () => {
        clearTimeout(timer)
        resolve(null)
      },
    )
  })
}
