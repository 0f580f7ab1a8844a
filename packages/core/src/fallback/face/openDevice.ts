import { createAnnouncements } from '../../channel/announcements.js'
import type { WorkerMessage } from '../../channel/handshake.js'
import { createLocks } from '../../channel/locks.js'
import { createIndexedDBTables } from '../../journal/indexedDB.js'
import { createJournal } from '../../journal/journal.js'
import { createSystemClock } from '../../progress/clock.js'
import { sweep } from '../../settlement/sweep.js'
import { createByteReaders } from '../../store/byteReaders.js'
import { createCacheStore } from '../../store/cache.js'
import { digest } from '../../store/digest.js'
import { createRoutedStore } from '../../store/routed.js'
import type { FallbackEngineOptions } from '../createFallbackEngine.js'
import { createEngineChannel } from '../messages.js'
import { createFace } from './createFace.js'
import { openFace } from './createFallbackManager.js'
import type { Face } from './face.js'
import { fromJobId } from './jobId.js'
import { createRealm } from './realm.js'
import { createRemoteAdapter } from './remoteAdapter.js'
import type { ClickMessage, WorkerParts, WorkerScope } from './workerListener.js'

type OnError = (error: unknown) => void

function openStorage(namespace: string) {
  const journal = createJournal(createIndexedDBTables(`longhaul:${namespace}`))
  const bytes = createByteReaders(namespace)
  return { journal, store: createRoutedStore({ cache: createCacheStore(namespace), bytes }) }
}

/** A page, where the engine runs. It is loaded now, and not before. */
export async function openPage(
  namespace: string,
  options: FallbackEngineOptions,
  onError: OnError,
): Promise<Face> {
  const { createFallbackEngine } = await import('../createFallbackEngine.js')
  const storage = openStorage(namespace)
  const clock = createSystemClock()
  const shared = { ...storage, namespace, clock, now: () => clock.now(), onError }
  const adapter = createFallbackEngine({ ...shared, options, isUnattended: () => Promise.resolve(false) })
  const tellWorker = (scope: string, clicked?: string) => tellWorkerOf(scope, namespace, clicked)
  const face = openFace({ ...shared, adapter, realm: { tellWorker } })
  // What earlier pages have left is no reason to refuse this one.
  const catchUp = async () => {
    // What has ended, and the worker was not told of.
    const scopes = new Set((await storage.journal.outbox()).map(({ id }) => fromJobId(id)?.scope))
    for (const scope of scopes) if (scope !== undefined) await tellWorker(scope).catch(onError)
    await sweep({ ...storage, locks: createLocks(namespace) }, clock.now())
  }
  void catchUp().catch(onError)
  return face
}

async function tellWorkerOf(scope: string, namespace: string, clicked?: string): Promise<void> {
  const registrations = await navigator.serviceWorker.getRegistrations()
  const registration = registrations.find((one) => one.scope === scope)
  if (registration) tell(registration, namespace, clicked)
}

function tell({ active }: WorkerScope['registration'], namespace: string, clicked?: string): void {
  const message: WorkerMessage | ClickMessage =
    clicked === undefined
      ? { longhaul: 'settled', namespace }
      : { longhaul: 'click', namespace, jobId: clicked }
  ;(active as ServiceWorker | null)?.postMessage(message)
}

/** A service worker: it reads, hears and aborts, and starts nothing. */
export function openWorker(namespace: string, scope: WorkerScope, onError: OnError): WorkerParts {
  const storage = openStorage(namespace)
  const locks = createLocks(namespace)
  const clock = createSystemClock()
  const face = createFace({
    ...storage,
    adapter: createRemoteAdapter(namespace),
    announcements: createAnnouncements(namespace),
    channel: createEngineChannel(namespace),
    digest,
    locks,
    clock,
    now: () => clock.now(),
    onError,
    realm: {
      ...createRealm(),
      canStart: false,
      // To itself: only a message's event keeps it alive as long as the app's handlers take.
      tellWorker: async (_scope, clicked) => tell(scope.registration, namespace, clicked),
    },
  })
  return { face, journal: storage.journal, locks }
}

/**
 * Whether an earlier page has left something to go on with, or an ending that the worker was not told of. Where it has
 * not, what a killed one has left is swept, and the engine need not be loaded for it.
 */
export async function hasWork(namespace: string): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  const list = indexedDB.databases as typeof indexedDB.databases | undefined
  // Where they can't be listed, opening it is the only way to know.
  const databases = list && (await list.call(indexedDB))
  if (databases && !databases.some(({ name }) => name === `longhaul:${namespace}`)) return false
  const storage = openStorage(namespace)
  const { journal } = storage
  try {
    const rows = await Promise.all([journal.live(), journal.outbox()])
    if (rows.flat().length > 0) return true
    await sweep({ ...storage, locks: createLocks(namespace) }, Date.now())
    return false
  } finally {
    journal.close()
  }
}
