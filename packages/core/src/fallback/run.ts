import type { Reading, ReadingState } from '../adapter.js'
import type { Job } from '../journal/journal.js'
import type { ResponseRow } from '../journal/rows.js'
import { finishAttempt, type Outcome } from '../settlement/finish.js'
import { byteKey, FencedError, type ByteFile } from '../store/bytes.js'
import { fileKey } from '../store/store.js'
import { verifyFile } from '../store/verify.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { RunnerInit } from './runnerInit.js'
import type { Partial, TransferProgress, TransferResult, Waiting } from './transfer/types.js'

export interface RunInit extends RunnerInit {
  readonly epoch: number
  readonly signal: AbortSignal
  readonly onChange: () => void
  /** A request has ended: another may begin. */
  readonly onFree: () => void
}

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
  readings(): Reading[]
  /** Ends its requests and keeps its bytes. */
  stop(): Promise<void>
}

const NOTHING: TransferProgress = { downloaded: 0, uploaded: 0, total: null }

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
  const failures: BackgroundFetchFailure[] = []
  // What a transfer gives up has been tried for long enough; what breaks on the way may go better the next time.
  let isFinal = true
  const stop = new AbortController()
  const signal = AbortSignal.any([stop.signal, init.signal])
  const transfers = new Set<Promise<void>>()
  let phase: 'transferring' | 'verifying' = 'transferring'
  let filesCompleted = staged.length
  let isFinished = false
  let end = () => {}
  const over = new Promise<void>((resolve) => {
    end = resolve
  })

  const finish = async () => {
    phase = 'verifying'
    init.onChange()
    const uploaded = [...progress.values()].reduce((sum, file) => sum + file.uploaded, 0)
    const [failure] = failures
    const outcome: Outcome = failure
      ? { type: 'fail', reason: failure.reason, failures, uploaded, isFinal }
      : { type: 'success', uploaded }
    await finishAttempt(job, outcome, init)
    isFinished = true
  }

  const transfer = async (file: number) => {
    try {
      const result = await transferOne(job, file, init, signal, {
        onProgress(next) {
          progress.set(file, next)
          init.onChange()
        },
        onWaiting(next) {
          if (next) waiting.set(file, next)
          else waiting.delete(file)
          init.onChange()
        },
      })
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
      return transfers.size
    },
    get hasWork() {
      return todo.length > 0 && !signal.aborted
    },
    get isFinished() {
      return isFinished
    },
    startFile,
    readings: () => [
      toReading(job, progress, filesCompleted, stateOf({ phase, waiting, active: transfers.size })),
    ],
    async stop() {
      stop.abort()
      await Promise.all(transfers)
      end()
    },
  }
}

interface Listeners {
  readonly onProgress: (progress: TransferProgress) => void
  readonly onWaiting: (waiting: Waiting | null) => void
}

/** One file: opened under the leader's epoch, transferred, and noted in the journal when it is whole on the disk. */
async function transferOne(
  job: Job,
  file: number,
  init: RunInit,
  signal: AbortSignal,
  listeners: Listeners,
): Promise<TransferResult> {
  const { journal, bytes, epoch, transferFile } = init
  const { id, generation } = job.fetch
  const request = job.requests[file]!
  const key = byteKey(bytes.kind, fileKey(id, generation, file))
  // What another kind of store has begun is of no use here: the row is written anew, and the sweep frees the bytes.
  const known = (await journal.partials(id)).find((row) => row.key === key)
  const opened = await bytes.open(key, epoch)
  const note = noteLate(opened, known !== undefined, (partial) =>
    journal.savePartial({ id, generation, file, key, partial }),
  )
  try {
    const result = await transferFile({
      request,
      file: note.file,
      partial: (known?.partial as Partial | undefined) ?? null,
      savePartial: (partial) => note.write(partial),
      signal,
      ...listeners,
    })
    await opened.close()
    if (!result.done) return result
    const row: ResponseRow = {
      ...result.head,
      id,
      attempt: job.attempt.attempt,
      file,
      url: request.url,
      method: request.method,
      size: opened.size,
      key,
      verifiedAt: init.now(),
    }
    const failure = await verifyFile(request, row, await init.store.read(key), init.digest)
    if (failure) {
      await bytes.delete([key])
      return { done: false, failure }
    }
    // Refused where it was aborted or removed meanwhile: then the bytes go with the partials.
    const isWanted = await journal.stage([row])
    if (isWanted && (known || note.isWritten)) await journal.dropPartials(id, generation, file)
    return result
  } catch (error) {
    // Paused, or on its way to another leader: the least is worth keeping.
    await note.writeNow().catch(init.onError)
    await opened.close().catch(() => undefined)
    throw error
  }
}

/** A file that is smaller is fetched again after a kill: noting it would cost more than it saves. */
const WORTH_NOTING = 1 << 20

/**
 * Which representation the bytes belong to is written down before they are flushed, and only when they are worth it: a
 * thousand small files need no thousand notes.
 */
function noteLate(file: ByteFile, isKnown: boolean, write: (partial: Partial | null) => Promise<void>) {
  let isWritten = isKnown
  let waiting: { partial: Partial | null } | undefined
  const writeNow = async () => {
    const note = waiting
    waiting = undefined
    if (note) await write(note.partial)
    isWritten ||= note !== undefined
  }
  return {
    get isWritten() {
      return isWritten
    },
    writeNow,
    async write(partial: Partial | null) {
      waiting = { partial }
      // What is on disk already must never outlive its old note.
      if (isWritten) await writeNow()
    },
    file: {
      get size() {
        return file.size
      },
      append: (bytes) => file.append(bytes),
      async flush() {
        if (file.size >= WORTH_NOTING) await writeNow()
        await file.flush()
      },
      clear: () => file.clear(),
      close: () => file.close(),
    } satisfies ByteFile,
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

function toReading(
  job: Job,
  progress: ReadonlyMap<number, TransferProgress>,
  filesCompleted: number,
  state: ReadingState,
): Reading {
  const { id } = job.fetch
  const { attempt, files } = job.attempt
  const all = files.map((file) => ({
    ...(progress.get(file) ?? NOTHING),
    size: job.requests[file]!.size,
    body: job.requests[file]!.body,
  }))
  const totals = all.map(({ total, size }) => size ?? total)
  const uploadTotal = all.reduce((sum, { body }) => sum + (body?.size ?? 0), 0)
  return {
    id,
    attempt,
    state,
    downloaded: all.reduce((sum, { downloaded }) => sum + downloaded, 0),
    downloadTotal: totals.every((total) => total !== null)
      ? totals.reduce((sum, total) => sum + total, 0)
      : null,
    uploaded: all.reduce((sum, { uploaded }) => sum + uploaded, 0),
    filesCompleted,
    uploadTotal: uploadTotal || null,
  }
}

function stateOf({
  phase,
  waiting,
  active,
}: {
  phase: 'transferring' | 'verifying'
  waiting: ReadonlyMap<number, Waiting>
  active: number
}): ReadingState {
  if (phase === 'verifying') return { status: 'pending', phase }
  if (active === 0) return { status: 'pending', phase: 'queued' }
  const [first] = waiting.values()
  // As long as one of its files moves, the fetch does.
  if (first && waiting.size === active) return { status: 'interrupted', ...first }
  return { status: 'pending', phase }
}

function toFailure(error: unknown, url: string): BackgroundFetchFailure {
  const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
  return { reason: isFull ? 'quota-exceeded' : 'fetch-error', httpStatus: null, url }
}
