import type { Announcements } from '../channel/announcements.js'
import type { Locks } from '../channel/locks.js'
import type { Journal } from '../journal/journal.js'
import type { FetchRow } from '../journal/rows.js'
import type { RegistrationSource } from '../native/browserEnvironment.js'
import type { Clock } from '../progress/clock.js'
import { isEnding } from '../records/transitions.js'
import { reconcile, type LiveFetch, type Reconciled } from '../reconcile/reconcile.js'
import { sweep } from '../reconcile/sweep.js'
import { createScheduler, type Scheduler } from '../scheduler/scheduler.js'
import { createWatchdog, type Watchdog } from '../scheduler/watchdog.js'
import { importManifests } from '../settlement/manifest.js'
import type { ResponseStore } from '../store/store.js'
import { createEngine, type Engine } from './engine.js'
import type { Entries } from './entries.js'
import type { AdapterFactory } from './options.js'
import { startPulse } from './pulse.js'
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
  readonly registration: RegistrationSource
  readonly onStorageError: (error: unknown) => void
  readonly onReady: () => void
}

/** Everything a client opens at its first use, and lets go of together. */
export interface Session {
  readonly journal: Journal
  readonly store: ResponseStore
  readonly engine: Engine
  readonly scheduler: Scheduler
  putRow(row: FetchRow): void
  abort(id: string): Promise<boolean>
  remove(id: string): Promise<boolean>
  dispose(): void
}

export async function createSession(init: SessionInit): Promise<Session> {
  const { namespace, clock, entries, announcements, locks, onStorageError: onError } = init
  const { journal, store } = await openStorage(init)
  const now = () => clock.now()
  const settler = { journal, store, now, isUnattended: () => Promise.resolve(false) }

  /** A row that this page has changed: show it, follow it, tell the others. */
  const putRow = (row: FetchRow) => {
    follow(row)
    announcements.announce({ type: 'changed', id: row.id })
    if (isEnding(row.state)) void tellWorker(engine.environment, namespace).catch(onError)
  }

  const follow = (row: FetchRow) => {
    entries.putRow(row)
    if (row.state.status === 'interrupted' && row.state.nextAttemptAt !== null) {
      scheduler.schedule(row.id, row.attempt, row.state.nextAttemptAt)
    }
    if (row.state.status !== 'pending') scheduler.wake()
  }

  const engine: Engine = init.adapter
    ? { adapter: init.adapter(settler), environment: null }
    : createEngine({ ...settler, namespace, registration: init.registration, locks, onRow: putRow, onError })
  const { adapter } = engine
  const shared = { ...settler, adapter, locks, clock, onRow: putRow, onReading: entries.putReading, onError }
  const scheduler = createScheduler(shared)
  const watchdog = createWatchdog(shared)

  const reread = async (id: string) => {
    const row = await journal.get(id)
    if (!row) return entries.remove(id)
    follow(row)
    // Another tab has started it: listen to it here, too.
    const isRunning = row.state.status === 'pending' && row.state.phase !== 'queued'
    if (isRunning && !entries.isHeard(id)) (await adapter.list()).forEach(entries.putReading)
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
    startPulse({ clock, entries, adapter, watchdog, onError }),
    listenForWorkers(engine.environment, () => {
      void retryWhere(journal, scheduler, 'service-worker').catch(onError)
    }),
    () => scheduler.dispose(),
    () => watchdog.dispose(),
    () => adapter.dispose(),
    () => journal.close(),
  ]

  const { rows } = await journal.page(null, LOADED_AT_START)
  const live = await journal.live()
  for (const row of [...rows, ...live]) entries.putRow(row)
  entries.flush()
  init.onReady()
  void resume({ journal, store, locks, now, engine, scheduler, watchdog, settler, putRow, entries }, live).catch(onError)

  return {
    journal,
    store,
    engine,
    scheduler,
    putRow,
    async abort(id) {
      const row = await journal.get(id)
      if (!row?.live) return false
      const { attempt } = row
      const commit = await journal.commit({ id, attempt, ending: { type: 'aborted' }, verified: [], now: now(), unattended: false })
      if (!commit.row) return false
      putRow(commit.row)
      await adapter.abort(id, attempt)
      await store.delete(commit.freed)
      return true
    },
    async remove(id) {
      const row = await journal.get(id)
      const keys = await journal.remove(id, now())
      if (!row || !keys) return false
      entries.remove(id)
      announcements.announce({ type: 'removed', id })
      if (row.live) await adapter.abort(id, row.attempt)
      await store.delete(keys)
      scheduler.wake()
      return true
    },
    dispose() {
      for (const dispose of disposals) dispose()
    },
  }
}

interface ResumeInit {
  readonly journal: Journal
  readonly store: ResponseStore
  readonly locks: Locks
  readonly engine: Engine
  readonly scheduler: Scheduler
  readonly watchdog: Watchdog
  readonly settler: Parameters<typeof importManifests>[0]
  readonly entries: Entries
  now(): number
  putRow(row: FetchRow): void
}

/** Brings journal and engine together again: whatever ran, ended or was lost while no page looked. */
async function resume(init: ResumeInit, rows: readonly FetchRow[]): Promise<void> {
  const { journal, engine, scheduler, settler, putRow } = init
  for (const row of await importManifests(settler)) putRow(row)
  const live: LiveFetch[] = []
  for (const { id } of rows) {
    const job = await journal.job(id)
    if (job?.fetch.live) live.push({ fetch: job.fetch, attempt: job.attempt })
  }
  for (const item of reconcile(live, await engine.adapter.list())) await carryOut(item, init)
  await sweep(init, init.now())
  scheduler.wake()
}

async function carryOut(item: Reconciled, { journal, engine, scheduler, watchdog, entries, putRow, now }: ResumeInit): Promise<void> {
  switch (item.action) {
    case 'show': {
      const row = await journal.markStarted(item.id, item.reading.attempt, now())
      if (row) putRow(row)
      return entries.putReading(item.reading)
    }
    case 'start':
      return scheduler.start(item.id)
    case 'watch':
      return watchdog.watch(item.id, item.attempt)
    case 'schedule':
      return scheduler.schedule(item.id, item.attempt, item.at)
    case 'retry':
      return void (await scheduler.retry(item.id, item.attempt))
    case 'abort':
      return void (await engine.adapter.abort(item.id, item.attempt))
  }
}

async function retryWhere(journal: Journal, scheduler: Scheduler, reason: string): Promise<void> {
  for (const { id, attempt, state } of await journal.live()) {
    if (state.status === 'interrupted' && state.reason === reason) await scheduler.retry(id, attempt)
  }
}
