import type { Reading } from '../adapter.js'
import type { ResponseRow } from '../journal/rows.js'
import { finishAttempt, type Outcome } from '../settlement/finish.js'
import { FencedError } from '../store/bytes.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { Claim } from './claims.js'
import { NO_ROOM } from './room.js'
import type { RunInit } from './runnerInit.js'
import { runReading } from './runReading.js'
import { transferOne } from './transferOne.js'
import type { TransferProgress, Waiting } from './transfer/types.js'

/** In the place of a file: what is written when all files are there. */
const ENDING = -1

/** One attempt of one fetch, as the leader runs it. */
export interface Run {
  readonly attempt: number
  /** Requests under way. */
  readonly active: number
  /** There is a file that nobody has begun. */
  readonly hasWork: boolean
  /** Its ending was committed here. */
  readonly isFinished: boolean
  /** Settles when nothing is under way any more. */
  readonly over: Promise<void>
  startFile(): void
  reading(): Reading
  /** Somebody reads its files while they come. */
  watch(): void
  /** Ends its requests and keeps its bytes. */
  stop(): Promise<void>
}

/** `null` where the journal has no such job any more. */
export async function createRun(id: string, init: RunInit): Promise<Run | null> {
  const { journal } = init
  const job = await journal.job(id)
  if (!job || job.attempt.ending || job.fetch.state.status !== 'pending') return null
  const { attempt, files } = job.attempt
  const staged = await journal.staged(id, attempt)
  const todo = files.filter((file) => !staged.some((row) => row.file === file))
  const progress = new Map<number, TransferProgress>(await keptBytes(staged, init))
  const waiting = new Map<number, Waiting>()
  /** Files that wait for room on the disk: while one does no other is begun. */
  const full = new Set<number>()
  const failures: BackgroundFetchFailure[] = []
  // What a transfer gives up has been tried for long enough; what breaks on the way may go better the next time.
  let isFinal = true
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, init.signal])
  const transfers = new Set<Promise<void>>()
  let phase: 'transferring' | 'verifying' = 'transferring'
  let filesCompleted = staged.length
  let isFinished = false
  let isWatched = false
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })

  /** Does what writes to the disk, and again where that was full, once there is room. */
  const whileRoom = <Result>(file: number, work: (claim: Claim) => Promise<Result>) =>
    init.room.keep(work, {
      signal,
      failsWhenFull: job.fetch.retry.failsWhenFull,
      onFull(isFull) {
        if (isFull) full.add(file)
        else full.delete(file)
        if (isFull) waiting.set(file, NO_ROOM)
        else waiting.delete(file)
        init.onChange()
        init.onFree()
      },
    })

  const finish = async () => {
    phase = 'verifying'
    init.onChange()
    const uploaded = [...progress.values()].reduce((sum, file) => sum + file.uploaded, 0)
    const [failure] = failures
    const outcome: Outcome = failure
      ? { type: 'fail', reason: failure.reason, failures, uploaded, isFinal }
      : { type: 'success', uploaded }
    await whileRoom(ENDING, () => finishAttempt(job, outcome, init))
    isFinished = true
  }

  const transfer = async (file: number) => {
    try {
      const result = await whileRoom(file, (claim) =>
        transferOne(job, file, init, claim.signal, {
          onExpected: claim.expect,
          onProgress(next) {
            progress.set(file, next)
            claim.moved(next.downloaded, next.total && next.total - next.downloaded)
            init.onChange()
          },
          onWaiting(next) {
            if (next) waiting.set(file, next)
            else waiting.delete(file)
            init.onChange()
          },
          isWatched: () => isWatched,
        }),
      )
      if (result.done) filesCompleted++
      else failures.push(result.failure)
    } catch (error) {
      // Another tab leads: this one was thought dead, and has nothing to say any more.
      if (error instanceof FencedError) stop.abort(error)
      if (!signal.aborted) {
        init.onError(error)
        isFinal = false
        failures.push(toFailure(error, job.requests[file]!.url))
      }
    }
    waiting.delete(file)
  }

  const afterFile = async () => {
    if (signal.aborted) return
    if (todo.length === 0 && transfers.size === 0) await finish()
    else init.onFree()
  }

  const startFile = () => {
    const file = todo.shift()
    if (file === undefined) return
    const one: Promise<void> = transfer(file).then(async () => {
      transfers.delete(one)
      await afterFile().catch(init.onError)
      if (transfers.size === 0 && (isFinished || signal.aborted || todo.length === 0)) end()
    })
    transfers.add(one)
  }

  // Everything came home before, but nobody was there to end it.
  if (todo.length === 0) void finish().catch(init.onError).then(end)

  return {
    attempt,
    over,
    get active() {
      return transfers.size - full.size
    },
    get hasWork() {
      return todo.length > 0 && full.size === 0 && !signal.aborted
    },
    get isFinished() {
      return isFinished
    },
    startFile,
    watch() {
      isWatched = true
    },
    reading: () => runReading(job, { phase, progress, waiting, filesCompleted, active: transfers.size }),
    async stop() {
      stop.abort()
      await Promise.all(transfers)
      end()
    },
  }
}

/** Bytes of files that are whole already, so that the bar begins where it was. */
async function keptBytes(
  staged: readonly ResponseRow[],
  { store }: RunInit,
): Promise<readonly (readonly [number, TransferProgress])[]> {
  return Promise.all(
    staged.map(async (row) => {
      const downloaded = (await store.read(row.key))?.size ?? 0
      return [row.file, { downloaded, uploaded: 0, total: downloaded }] as const
    }),
  )
}

function toFailure(error: unknown, url: string): BackgroundFetchFailure {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  return { reason: isFull ? 'quota-exceeded' : 'fetch-error', httpStatus: null, url }
}
