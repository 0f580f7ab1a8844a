import type { Locks } from '../channel/locks.js'
import type { Job } from '../journal/journal.js'
import type { FetchRow } from '../journal/rows.js'
import { reconcile, type Reconciled } from '../reconcile/reconcile.js'
import { sweep } from '../settlement/sweep.js'
import type { Scheduler } from '../scheduler/scheduler.js'
import type { Watchdog } from '../scheduler/watchdog.js'
import type { Settler } from '../settlement/finish.js'
import { importManifests } from '../settlement/manifest.js'
import type { InterruptedState } from '../types.js'
import type { Engine } from './engine.js'
import type { Entries } from './entries.js'

export interface ResumeInit {
  readonly settler: Settler
  readonly locks: Locks
  readonly engine: Engine
  readonly scheduler: Scheduler
  readonly watchdog: Watchdog
  readonly entries: Entries
  isDisposed(): boolean
  putRow(row: FetchRow): void
  onError(error: unknown): void
}

/** Brings journal and engine together again: whatever ran, ended or was lost while no page looked. */
export async function resume(init: ResumeInit, rows: readonly FetchRow[]): Promise<void> {
  const { settler, engine, putRow, onError } = init
  const { journal, store, now } = settler
  // A journal in memory knows nothing of the device: what runs there would be a stray, and every file an orphan.
  if (journal.kind === 'memory') return
  await importManifests(settler).then((ended) => ended.forEach(putRow), onError)
  const jobs = await Promise.all(rows.map(({ id }) => journal.job(id)))
  const live = jobs.filter((job): job is Job => job?.fetch.live === 1)
  const readings = await engine.adapter.list().catch((error: unknown) => {
    onError(error)
    return []
  })
  for (const item of reconcile(live, readings)) {
    if (init.isDisposed()) return
    await carryOut(item, init)
  }
  if (init.isDisposed()) return
  await sweep({ journal, store, locks: init.locks }, now())
}

async function carryOut(item: Reconciled, init: ResumeInit): Promise<void> {
  const { settler, engine, scheduler, watchdog, entries, putRow, onError } = init
  switch (item.action) {
    case 'show': {
      const row = await settler.journal.markStarted(item.id, item.reading.attempt, settler.now())
      if (row) putRow(row)
      return entries.putReading(item.reading)
    }
    // A start may wait for a worker, and the rest must not wait for it.
    case 'start':
      return void scheduler.start(item.id)
    case 'retry':
      return void scheduler.retry(item.id, item.attempt).catch(onError)
    case 'watch':
      return watchdog.watch(item.id, item.attempt)
    case 'schedule':
      return scheduler.schedule(item.row)
    case 'abort': {
      const row = await settler.journal.get(item.id)
      // Begun while this page was looking: no stray.
      const isWanted = row?.attempt === item.attempt && row.state.status === 'pending'
      if (!isWanted) await engine.adapter.abort(item.id, item.attempt)
    }
  }
}

/** Tries again what an obstacle has stopped that may be gone now. */
export async function retryWhere(
  { settler: { journal }, scheduler }: ResumeInit,
  mayGoOn: (state: InterruptedState) => boolean,
): Promise<void> {
  for (const { id, attempt, state } of await journal.live()) {
    if (state.status === 'interrupted' && mayGoOn(state)) await scheduler.retry(id, attempt)
  }
}
