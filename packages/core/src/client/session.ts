import type { Announcements } from '../channel/announcements.js'
import type { Locks } from '../channel/locks.js'
import type { Journal } from '../journal/journal.js'
import type { FetchRow } from '../journal/rows.js'
import type { RegistrationSource } from '../native/browserEnvironment.js'
import type { Clock } from '../progress/clock.js'
import { isEnding } from '../records/transitions.js'
import { createScheduler, type Scheduler } from '../scheduler/scheduler.js'
import { createWatchdog } from '../scheduler/watchdog.js'
import type { ResponseStore } from '../store/store.js'
import type { FallbackEngineOptions } from '../fallback/createFallbackEngine.js'
import type { InterruptedState } from '../types.js'
import { createActions, type Actions } from './actions.js'
import { createEngine, type Engine } from './engine.js'
import { isRunning } from './entry.js'
import type { Entries } from './entries.js'
import type { AdapterFactory } from './options.js'
import { listenForNetwork } from '../platform/network.js'
import { createPulse } from './pulse.js'
import type { EngineChoice } from './routedAdapter.js'
import { resume, retryWhere, type ResumeInit } from './resume.js'
import { openStorage } from './storage.js'
import { listenForWorkers, tellWorker } from './workers.js'

/** The newest part of the history that is in memory from the start. The rest is read in pages. */
const LOADED_AT_START = 500

export interface SessionInit {
  readonly namespace: string
  readonly clock: Clock
  readonly entries: Entries
  readonly announcements: Announcements
  readonly locks: Locks
  readonly kind: 'device' | 'memory'
  readonly adapter: AdapterFactory | undefined
  readonly choice: EngineChoice
  readonly fallback: FallbackEngineOptions | undefined
  readonly registration: RegistrationSource
  readonly onStorageError: (error: unknown) => void
  readonly onReady: () => void
}

/** Everything a client opens at its first use, and lets go of together. */
export interface Session extends Actions {
  readonly journal: Journal
  readonly store: ResponseStore
  readonly engine: Engine
  readonly scheduler: Scheduler
  putRow(row: FetchRow): void
  dispose(): void
}

export async function createSession(init: SessionInit): Promise<Session> {
  const { namespace, clock, entries, announcements, locks, onStorageError: onError } = init
  const { journal, store, memoryBytes } = await openStorage(init)
  const now = () => clock.now()
  const settler = { journal, store, memoryBytes, now, isUnattended: () => Promise.resolve(false) }
  let isDisposed = false

  /** A row that this page has changed: show it, follow it, tell the others. */
  const putRow = (row: FetchRow) => {
    if (isDisposed) return
    follow(row)
    announcements.announce({ type: 'changed', id: row.id })
    if (isEnding(row.state)) tellWorker(init.registration, namespace).catch(onError)
  }

  const follow = (row: FetchRow) => {
    entries.putRow(row)
    pulse.wake()
    scheduler.schedule(row)
    if (row.state.status !== 'pending') scheduler.wake()
  }

  const engine: Engine = init.adapter
    ? { adapter: init.adapter(settler), choice: init.choice, isSupported: true, environment: null }
    : createEngine({ ...init, ...settler, onRow: putRow, onError })
  const { adapter } = engine
  const shared = { ...settler, adapter, locks, clock, onRow: putRow, onReading: entries.putReading, onError }
  const scheduler = createScheduler(shared)
  const watchdog = createWatchdog(shared)
  const pulse = createPulse({ clock, entries, adapter, watchdog, onError })
  const resumeInit: ResumeInit = {
    settler,
    locks,
    engine,
    scheduler,
    watchdog,
    entries,
    isDisposed: () => isDisposed,
    putRow,
    onError,
  }

  const reread = async (id: string) => {
    const row = await journal.get(id)
    if (isDisposed) return
    if (!row) return entries.remove(id)
    follow(row)
    // Our own engine ends a fetch without the worker: it is told of it by whoever hears.
    if (row.engine === 'fallback' && isEnding(row.state)) await tellWorker(init.registration, namespace)
    // Another tab has started it: listen to it here, too.
    if (isRunning(row) && !entries.isHeard(id)) (await adapter.list()).forEach(entries.putReading)
  }

  /** The page that ended them died at once, or there was no worker yet. */
  const tellOfOldEndings = async () => {
    if ((await journal.outbox()).length > 0) await tellWorker(init.registration, namespace)
  }

  const disposals = [
    adapter.subscribe((reading) => {
      entries.putReading(reading)
      if (reading.state.status === 'settled') void reread(reading.id).catch(onError)
    }),
    announcements.subscribe(({ type, id }) => {
      if (type === 'removed') entries.remove(id)
      else void reread(id).catch(onError)
    }),
    listenForWorkers(init.registration, () => {
      void retryWhere(resumeInit, ({ reason }) => reason === 'service-worker').catch(onError)
      void tellOfOldEndings().catch(onError)
    }),
    listenForNetwork(() => void retryWhere(resumeInit, waitsForNetwork).catch(onError)),
    () => pulse.dispose(),
    () => scheduler.dispose(),
    () => watchdog.dispose(),
    () => adapter.dispose(),
    () => journal.close(),
    // Opened anew by this session, where the client was disposed while it opened.
    () => announcements.close(),
  ]

  const { rows } = await journal.page(null, LOADED_AT_START)
  const live = await journal.live()
  for (const row of [...rows, ...live]) entries.putRow(row)
  pulse.wake()
  entries.flush()
  init.onReady()
  void resume(resumeInit, live).catch(onError)

  return {
    journal,
    store,
    engine,
    scheduler,
    putRow,
    ...createActions({
      ...shared,
      store,
      engine,
      entries,
      announcements,
      isDisposed: () => isDisposed,
      putRow,
      scheduler,
    }),
    dispose() {
      isDisposed = true
      for (const dispose of disposals) dispose()
    },
  }
}

/** Without a network, or without an answer for no reason that anybody knows: not where a server has answered. */
function waitsForNetwork({ reason, nextAttemptAt }: InterruptedState): boolean {
  return reason === 'offline' || (reason === 'unknown' && nextAttemptAt !== null)
}
