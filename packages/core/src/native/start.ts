import type { AttemptInit, StartAnswer } from '../adapter.js'
import { fromPlatformId, toPlatformId } from '../platform/platformId.js'
import { needsPreflight } from '../platform/preflight.js'
import { toReading } from '../platform/toReading.js'
import type { PlatformRegistration } from '../platform/types.js'
import { toPlatformRequest } from '../records/requests.js'
import { managerOf, type NativeEnvironment } from './environment.js'

/** `navigator.serviceWorker.ready` waits for ever where nothing registers; a first install takes a second or two. */
export const READY_TIMEOUT_MS = 10_000

/** Chromium takes five registrations of an origin; the sixth is rejected (measured). */
export const MAX_REGISTRATIONS = 5

const refused = (refusal: 'permission' | 'service-worker' | 'storage' | 'unsupported', needsUser: boolean): StartAnswer => ({
  started: false,
  refusal,
  needsUser,
})

/**
 * Hands one attempt to the browser. What can be checked is checked first, because Chromium's `TypeError` for a
 * duplicate id, a full queue, a missing worker and a denied permission differ in their message only (measured).
 */
export async function startNative(
  init: AttemptInit,
  namespace: string,
  environment: NativeEnvironment,
  attach: (registration: PlatformRegistration) => void,
): Promise<StartAnswer> {
  if (environment.isFramed()) return refused('unsupported', false)
  if (init.requests.some(({ request }) => needsPreflight(request, environment.origin))) return refused('unsupported', false)
  const worker = await environment.activeWorker(READY_TIMEOUT_MS)
  if (!worker || !(await environment.shakeHands(worker))) return refused('service-worker', false)
  const manager = managerOf(await environment.registration())
  if (!manager) return refused('unsupported', false)
  if ((await environment.permission()) === 'denied') return refused('permission', true)

  const platformId = toPlatformId(namespace, init.id, init.attempt)
  const ids = await manager.getIds()
  if (ids.includes(platformId)) {
    const registration = await manager.get(platformId)
    if (registration) return started(registration)
  }
  if (ids.length >= MAX_REGISTRATIONS) return { started: false, refusal: 'busy' }
  try {
    return started(await manager.fetch(platformId, init.requests.map(({ request }) => toPlatformRequest(request)), toOptions(init)))
  } catch (error) {
    return toRefusal(error, init)
  }

  function started(registration: PlatformRegistration): StartAnswer {
    attach(registration)
    const waiting = ids.some((other) => other !== platformId && fromPlatformId(namespace, other) !== null)
    return { started: true, reading: toReading(registration, init, waiting) }
  }
}

function toOptions({ title, icons, requests }: AttemptInit) {
  const sizes = requests.map(({ request }) => request.size)
  const total = sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, 0) : 0
  // A total that is too low kills the job, so a guess is never passed on; 0 means unknown.
  return { title, icons, ...(total > 0 && { downloadTotal: total }) }
}

function toRefusal(error: unknown, { requests }: AttemptInit): StartAnswer {
  const { name, message } = error instanceof Error || error instanceof DOMException ? error : { name: '', message: String(error) }
  if (name === 'QuotaExceededError') return refused('storage', true)
  if (name === 'NotAllowedError' || /permission/i.test(message)) return refused('permission', true)
  if (/service worker/i.test(message)) return refused('service-worker', false)
  if (/quota|too many|registration/i.test(message)) return { started: false, refusal: 'busy' }
  // Everything that our own checks can't see beforehand: a CSP, a blocked port.
  return { started: false, refusal: 'impossible', url: requests[0]?.request.url ?? null }
}
