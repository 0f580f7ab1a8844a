import type { AttemptInit, StartAnswer } from '../adapter.js'
import { toPlatformId } from '../platform/platformId.js'
import { needsPreflight } from '../platform/preflight.js'
import { toReading } from '../platform/toReading.js'
import type { PlatformManager, PlatformRegistration } from '../platform/types.js'
import { toPlatformRequest } from '../records/requests.js'
import { managerOf, type NativeEnvironment } from './environment.js'

/** Chromium takes five registrations of an origin; the sixth is rejected (measured). */
export const MAX_REGISTRATIONS = 5

export interface StartContext {
  readonly namespace: string
  readonly environment: NativeEnvironment
  /** Resolves with the active worker, or with `null` where there is none in time. */
  readonly activeWorker: () => Promise<ServiceWorker | null>
  readonly attach: (registration: PlatformRegistration) => void
}

const refused = (
  refusal: 'permission' | 'service-worker' | 'storage' | 'unsupported',
  needsUser: boolean,
): StartAnswer => ({
  started: false,
  refusal,
  needsUser,
})

/**
 * Hands one attempt to the browser. What can be checked is checked first, because Chromium's `TypeError` for a
 * duplicate id, a full queue, a missing worker and a denied permission differ in their message only (measured).
 */
export async function startNative(init: AttemptInit, context: StartContext): Promise<StartAnswer> {
  const { environment, activeWorker } = context
  if (environment.isFramed()) return refused('unsupported', false)
  if (init.requests.some(({ request }) => needsPreflight(request, environment.origin)))
    return refused('unsupported', false)
  const worker = await activeWorker()
  if (!worker || !(await environment.shakeHands(worker))) return refused('service-worker', false)
  const manager = managerOf(await environment.registration())
  if (!manager) return refused('unsupported', false)
  if ((await environment.permission()) === 'denied') return refused('permission', true)
  return handOver(init, manager, context)
}

async function handOver(
  init: AttemptInit,
  manager: PlatformManager,
  { namespace, attach }: StartContext,
): Promise<StartAnswer> {
  const platformId = toPlatformId(namespace, init.id, init.attempt)
  const ids = await manager.getIds()
  const started = (registration: PlatformRegistration): StartAnswer => {
    attach(registration)
    // One after the other, whoever started them.
    const waiting = ids.some((other) => other !== platformId)
    return { started: true, reading: toReading(registration, init, waiting) }
  }
  const running = ids.includes(platformId) ? await manager.get(platformId) : undefined
  if (running) return started(running)
  if (ids.length >= MAX_REGISTRATIONS) return { started: false, refusal: 'busy' }
  try {
    return started(
      await manager.fetch(
        platformId,
        init.requests.map(({ request }) => toPlatformRequest(request)),
        toOptions(init),
      ),
    )
  } catch (error) {
    return toRefusal(error, init)
  }
}

function toOptions({ title, icons, requests }: AttemptInit) {
  const sizes = requests.map(({ request }) => request.size)
  const total = sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, 0) : 0
  // A total that is too low kills the job, so a guess is never passed on; 0 means unknown.
  return { title, icons, ...(total > 0 && { downloadTotal: total }) }
}

/** By Chromium's sentences (background_fetch_manager.cc), because nothing else tells one `TypeError` from another. */
function toRefusal(error: unknown, { requests }: AttemptInit): StartAnswer {
  const { name, message } =
    error instanceof Error || error instanceof DOMException ? error : { name: '', message: String(error) }
  // It quotes the URL, and a file may be called anything: "permission.mp3" is no permission.
  const said = message.replaceAll(/'[^']*'/g, '')
  if (name === 'QuotaExceededError' || /I\/O error/i.test(said)) return refused('storage', true)
  if (name === 'NotAllowedError' || /permission/i.test(said)) return refused('permission', true)
  if (/service worker|no active registration/i.test(said)) return refused('service-worker', false)
  if (/too many|already is a registration/i.test(said)) return { started: false, refusal: 'busy' }
  // Everything that our own checks can't see beforehand: a CSP, a blocked port.
  return { started: false, refusal: 'impossible', url: requests[0]?.request.url ?? null }
}
