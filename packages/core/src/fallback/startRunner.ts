import { createAnnouncements } from '../channel/announcements.js'
import { createJournal } from '../journal/journal.js'
import { createIndexedDBTables } from '../journal/indexedDB.js'
import { createSystemClock, type Clock } from '../progress/clock.js'
import { createByteReaders } from '../store/byteReaders.js'
import { createByteStore } from '../store/byteStore.js'
import type { ByteStore } from '../store/bytes.js'
import { createCacheStore } from '../store/cache.js'
import { createRoutedStore } from '../store/routed.js'
import type { Settler } from '../settlement/finish.js'
import { createElection } from './election.js'
import { createEngineChannel } from './messages.js'
import { runJobs } from './runner.js'
import { DEFAULT_LIMITS, type EngineLimits } from './runnerInit.js'
import { createTransfer, type TransferPolicy } from './transfer/transfer.js'

/** What a page tells its worker; plain data. */
export interface RunnerOptions {
  readonly namespace: string
  readonly limits?: Partial<EngineLimits>
  readonly policy?: Partial<TransferPolicy>
}

/** A runner that stands for election. On the page or in a worker: it is the same. */
export interface Runner {
  compete(): void
  release(): Promise<void>
}

interface RunnerParts extends Omit<Settler, 'now' | 'isUnattended'> {
  readonly bytes: ByteStore
  readonly clock: Clock
}

/** Opens what a runner needs on the device it runs on. */
export async function openRunner(options: RunnerOptions, onError: (error: unknown) => void): Promise<Runner> {
  const { namespace } = options
  const bytes = await createByteStore(namespace)
  const journal = createJournal(createIndexedDBTables(`longhaul:${namespace}`))
  // The one that writes first: it knows its own files best.
  const readers = [bytes, ...createByteReaders(namespace)]
  const store = createRoutedStore({ cache: createCacheStore(namespace), bytes: readers })
  return createRunner(options, { journal, store, bytes, clock: createSystemClock() }, onError)
}

/** A runner over parts that are open already: the page's own where nothing outlives it, or a test's. */
export function createRunner(
  options: RunnerOptions,
  parts: RunnerParts,
  onError: (error: unknown) => void,
): Runner {
  const { namespace, limits, policy } = options
  const { clock } = parts
  const channel = createEngineChannel(namespace)
  const announcements = createAnnouncements(namespace)
  const { transferFile } = createTransfer({ clock, policy: policy ?? {} })
  return createElection({
    namespace,
    channel,
    clock,
    locks: typeof navigator === 'undefined' ? undefined : navigator.locks,
    onError,
    lead: (signal) =>
      runJobs(
        {
          ...parts,
          now: () => clock.now(),
          // Where the engine runs a page is open.
          isUnattended: () => Promise.resolve(false),
          channel,
          limits: { ...DEFAULT_LIMITS, ...limits },
          transferFile,
          onSettled: (id) => announcements.announce({ type: 'changed', id }),
          onError,
        },
        signal,
      ),
  })
}
