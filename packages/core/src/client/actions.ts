import type { Announcements } from '../channel/announcements.js'
import { BackgroundFetchError } from '../errors.js'
import type { FetchRow } from '../journal/rows.js'
import type { Clock } from '../progress/clock.js'
import type { Scheduler } from '../scheduler/scheduler.js'
import type { Settler } from '../settlement/finish.js'
import { insist } from '../store/insist.js'
import { findCapabilities, type Engine } from './engine.js'
import type { Entries } from './entries.js'

/** What a person can do to a fetch that is there. Each resolves with whether there was anything to do. */
export interface Actions {
  abort(id: string): Promise<boolean>
  remove(id: string): Promise<boolean>
  pause(id: string): Promise<boolean>
  resume(id: string): Promise<boolean>
}

interface ActionsInit extends Settler {
  readonly clock: Clock
  readonly engine: Engine
  readonly scheduler: Scheduler
  readonly entries: Entries
  readonly announcements: Announcements
  isDisposed(): boolean
  putRow(row: FetchRow): void
}

export function createActions(init: ActionsInit): Actions {
  const { journal, store, engine, scheduler, entries, announcements, putRow } = init
  const { adapter } = engine

  /** An engine of our own journals its pauses: what it has changed is shown, and told to the others. */
  const halt = async (id: string, act: (id: string) => Promise<boolean>) => {
    const row = await journal.get(id)
    if (row && !findCapabilities(engine)[row.engine]?.pause) throw noPauseError()
    const isDone = row !== undefined && (await act(id))
    const changed = isDone ? await journal.get(id) : undefined
    if (changed) putRow(changed)
    return isDone
  }

  return {
    async abort(id) {
      const row = await journal.get(id)
      if (!row?.live) return false
      const ending = { type: 'aborted' } as const
      const { attempt } = row
      const end = { id, attempt, ending, verified: [], now: init.now(), unattended: false }
      const commit = await insist(init.clock, () => journal.commit(end))
      if (!commit.row) return false
      putRow(commit.row)
      await adapter.abort(id, attempt)
      await insist(init.clock, () => store.delete(commit.freed))
      // Only now has the engine room again.
      scheduler.wake()
      return true
    },
    async remove(id) {
      const row = await journal.get(id)
      const keys = await insist(init.clock, () => journal.remove(id, init.now()))
      if (!keys) return false
      entries.remove(id)
      if (!init.isDisposed()) announcements.announce({ type: 'removed', id })
      if (row) await adapter.abort(id, row.attempt)
      await insist(init.clock, () => store.delete(keys))
      scheduler.wake()
      return true
    },
    pause: (id) => halt(id, adapter.pause),
    resume: (id) => halt(id, adapter.resume),
  }
}

function noPauseError(): BackgroundFetchError {
  return new BackgroundFetchError(
    'not-supported',
    'The browser’s own Background Fetch has no pause. Look at support().capabilitiesOf[record.engine].pause before showing the button.',
  )
}
