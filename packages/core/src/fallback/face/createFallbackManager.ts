import type { BackgroundFetchAdapter } from '../../adapter.js'
import { createAnnouncements } from '../../channel/announcements.js'
import { createLocks } from '../../channel/locks.js'
import type { Journal } from '../../journal/journal.js'
import { checkNamespace } from '../../platform/namespace.js'
import { createSystemClock, type Clock } from '../../progress/clock.js'
import type { Digest } from '../../store/digest.js'
import type { ResponseStore } from '../../store/store.js'
import { createEngineChannel } from '../messages.js'
import { BackgroundFetchManager } from './BackgroundFetchManager.js'
import { createFace } from './createFace.js'
import type { Face, Realm, WorkerRegistration } from './face.js'
import { CONSTRUCT } from './idl.js'
import { createRealm } from './realm.js'

export interface FallbackManagerInit {
  /** The one that adapter, journal and store were opened with; not a client's. */
  readonly namespace: string
  readonly adapter: BackgroundFetchAdapter
  readonly journal: Journal
  readonly store: ResponseStore
  readonly now: () => number
  /** How to hash; a service worker must bring its own. */
  readonly digest?: Digest
  /** @default the realm's own */
  readonly origin?: string
  /** Whose background fetches these are. @default the origin's, and no worker is needed or told */
  readonly registration?: WorkerRegistration
  /** What differs from the realm's own word. */
  readonly realm?: Partial<Realm>
  readonly clock?: Clock
  readonly onError?: (error: unknown) => void
}

/**
 * The specification's face of an engine (WICG Background Fetch, section 7.3): what `registration.backgroundFetch` is
 * where the browser has one, with the same members, events and exceptions.
 */
export function createFallbackManager(init: FallbackManagerInit): BackgroundFetchManager {
  const face = openFace(init)
  const { origin } = { ...createRealm(), ...init }
  const registration = init.registration ?? { scope: `${origin}/`, active: true }
  return createManager(() => Promise.resolve(face), registration)
}

/** What all managers of a realm share. */
export function openFace({ namespace, origin, realm, clock, onError, ...init }: FallbackManagerInit): Face {
  checkNamespace(namespace)
  return createFace({
    ...init,
    clock: clock ?? createSystemClock(),
    locks: createLocks(namespace),
    announcements: createAnnouncements(namespace),
    channel: createEngineChannel(namespace),
    onError: onError ?? (() => {}),
    realm: {
      ...createRealm(),
      canStart: true,
      tellWorker: () => Promise.resolve(),
      ...(origin !== undefined && { origin }),
      ...realm,
    },
  })
}

export function createManager(
  face: () => Promise<Face>,
  registration: WorkerRegistration,
): BackgroundFetchManager {
  return new BackgroundFetchManager(CONSTRUCT, { face, registration })
}
