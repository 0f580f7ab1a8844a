import type { Reading } from '../adapter.js'
import type { FetchRow } from '../journal/rows.js'
import { parseKey } from '../store/store.js'
import { createLandings } from './landing.js'
import { createRoom } from './room.js'
import { createRun, type Run } from './run.js'
import type { RunnerInit } from './runnerInit.js'
import { takeEpoch } from './takeEpoch.js'

/** Fast enough for a bar that moves smoothly, slow enough to cost nothing. */
const REPORT_EVERY_MS = 100

/** When what the journal could not do is tried again: a database that was closed may be opened by then. */
const LOOK_AGAIN_MS = 5_000

/**
 * What a leader does: runs every live job of the journal, a few requests at a time, in turn. Returns when the signal
 * is aborted and nothing is under way.
 */
export async function runJobs(init: RunnerInit, signal: AbortSignal): Promise<void> {
  const { journal, channel, clock, limits, onSettled, onError } = init
  const room = createRoom(init)
  // An earlier leader may have left its reserve: on a full disk only there is room to note the next one.
  await room.rest().catch(onError)
  const epoch = await takeEpoch(init, room, signal)
  if (epoch === null) return
  const landings = createLandings({ ...init, epoch })
  const runs = new Map<string, Run>()
  const dirty = new Set<string>()
  let cancelReport: (() => void) | undefined

  const report = () => {
    cancelReport = undefined
    const readings = [...dirty].flatMap((id): Reading[] => {
      const run = runs.get(id)
      return run ? [run.reading()] : []
    })
    dirty.clear()
    if (readings.length > 0) channel.post({ type: 'readings', readings })
  }
  const changed = (id: string) => {
    dirty.add(id)
    cancelReport ??= clock.timeout(report, REPORT_EVERY_MS)
  }

  const active = () => [...runs.values()].reduce((sum, run) => sum + run.active, 0)

  /** One more request for whoever has the fewest under way, oldest first. */
  const pump = () => {
    if (signal.aborted) return
    while (active() < limits.requests && landings.hasRoom) {
      const next = [...runs.values()]
        .filter((run) => run.hasWork && run.active < limits.requestsPerFetch)
        .toSorted((a, b) => a.active - b.active)[0]
      if (!next) break
      next.startFile()
    }
  }

  const look = async () => {
    const rows = (await journal.live()).filter(
      (row) => row.engine === 'fallback' && row.state.status === 'pending',
    )
    for (const row of rows.toSorted((a, b) => a.createdAt - b.createdAt)) {
      const known = runs.get(row.id)
      if (known?.attempt === row.attempt || signal.aborted) continue
      await known?.stop()
      await freeOlder(row, init, epoch)
      const run = await createRun(row.id, {
        ...init,
        epoch,
        room,
        landings,
        signal,
        onChange: () => changed(row.id),
        onFree: pump,
        hasSlot: (requests) => requests < limits.requestsPerFetch && active() < limits.requests,
      })
      if (!run) continue
      runs.set(row.id, run)
      changed(row.id)
      void run.over.then(() => {
        // Nobody has stopped it.
        const isOurs = runs.get(row.id) === run && runs.delete(row.id)
        if (isOurs && !run.isFinished) lookAgain()
        if (!signal.aborted && run.isFinished) onSettled(row.id)
        if (runs.size === 0) room.rest().catch(onError)
        pump()
      }, onError)
    }
    pump()
  }

  const stop = async (id: string) => {
    const run = runs.get(id)
    runs.delete(id)
    await run?.stop()
    const row = await journal.get(id)
    // Paused keeps what it has; whatever is over for good frees it.
    if (!row?.live) await freeLeftovers(id, init)
    pump()
  }

  let queue: Promise<void> = Promise.resolve()
  const inTurn = (work: () => Promise<void>) => {
    queue = queue.then(work).catch((error: unknown) => {
      onError(error)
      lookAgain()
    })
  }
  const lookAgain = () => {
    if (!signal.aborted) clock.timeout(() => inTurn(look), LOOK_AGAIN_MS)
  }
  const unsubscribe = channel.subscribe((message) => {
    if (signal.aborted) return
    if (message.type === 'look') inTurn(look)
    if (message.type === 'stop') inTurn(() => stop(message.id))
    if (message.type === 'watch') runs.get(message.id)?.watch()
    if (message.type === 'look' || message.type === 'stop') inTurn(async () => room.look())
    if (message.type === 'tell') for (const id of runs.keys()) changed(id)
  })
  inTurn(look)
  await aborted(signal)
  unsubscribe()
  cancelReport?.()
  await queue
  await Promise.all([...runs.values()].map((run) => run.stop()))
}

/** Deletes the bytes of files that will not be finished. A removed fetch has no rows any more that would name them. */
async function freeLeftovers(id: string, { journal, bytes }: RunnerInit): Promise<void> {
  await journal.dropPartials(id)
  for (const key of await bytes.keys()) {
    if (parseKey(key)?.id === id && !(await journal.ownsKey(key))) await bytes.delete([key])
  }
}

/** What was begun of an earlier fetch of the id, and failed, serves nobody any more. */
async function freeOlder(
  { id, generation }: FetchRow,
  { journal, store }: RunnerInit,
  epoch: number,
): Promise<void> {
  for (const begun of await journal.partials(id)) {
    if (begun.generation >= generation) continue
    await journal.dropPartial(begun, epoch)
    await store.delete([begun.key])
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
