import type { StoredRequest } from '../../adapter.js'
import type { FetchRow, PartialRow, ResponseRow } from '../../journal/rows.js'
import type { FaceInit } from './face.js'
import { isActive } from './outcome.js'
import { LOOK_EVERY_MS, streamResponse } from './streamResponse.js'
import { toMissingResponse, toResponse } from './toResponse.js'

export interface Responses {
  /** Resolves when the file is whole, or its bytes can be told to belong to it; rejects when it never will be. */
  ready(jobId: string, file: number, request: StoredRequest): Promise<Response>
  /** Something has changed: look at once. */
  wake(jobId: string): void
  dispose(): void
}

interface Waiting {
  readonly file: number
  readonly settle: (
    row: FetchRow | undefined,
    staged: ResponseRow | undefined,
    begun: PartialRow | undefined,
  ) => boolean
}

/** Section 5.8 "Create record objects": responses of files that may still be on their way. */
export function createResponses(init: FaceInit): Responses {
  const { journal, clock, realm, channel, onError } = init
  const jobs = new Map<string, Set<Waiting>>()
  const timers = new Map<string, () => void>()

  const look = async (jobId: string) => {
    timers.get(jobId)?.()
    timers.delete(jobId)
    const waiting = jobs.get(jobId)
    if (!waiting) return
    // The row first: what it says has ended has its files in the journal by now.
    const row = await journal.get(jobId)
    const staged = row ? await journal.staged(jobId, row.attempt) : []
    const begun = row ? await journal.partials(jobId) : []
    const [whole, parts] = [byFile(staged), byFile(begun)]
    for (const one of waiting)
      if (one.settle(row, whole.get(one.file), parts.get(one.file))) waiting.delete(one)
    if (waiting.size === 0) jobs.delete(jobId)
    else lookLater(jobId)
  }
  const lookLater = (jobId: string) => {
    if (!timers.has(jobId))
      timers.set(
        jobId,
        clock.timeout(() => wake(jobId), LOOK_EVERY_MS),
      )
  }
  const wake = (jobId: string) =>
    void look(jobId).catch((error: unknown) => {
      onError(error)
      // Of what has ended nobody says anything any more.
      lookLater(jobId)
    })

  return {
    ready(jobId, file, request) {
      const response = new Promise<Response>((resolve, reject) => {
        const settle: Waiting['settle'] = (row, staged, begun) => {
          if (!row) reject(new TypeError(`${request.url}: the records are gone.`))
          else if (staged) toResponse(staged, request, init).then(resolve, reject)
          else if (!isActive(row))
            resolveWith(resolve, reject, () => toMissingResponse(row, request, realm.origin))
          else if (begun?.partial) resolve(streamResponse(begun, request, init))
          else {
            // Again at every look: another tab may lead meanwhile.
            channel.post({ type: 'watch', id: jobId })
            return false
          }
          return true
        }
        const waiting = jobs.get(jobId) ?? new Set()
        jobs.set(jobId, waiting.add({ file, settle }))
      })
      wake(jobId)
      return response
    },
    wake,
    dispose() {
      for (const cancel of timers.values()) cancel()
      jobs.clear()
    },
  }
}

function byFile<Row extends { readonly file: number }>(rows: readonly Row[]): ReadonlyMap<number, Row> {
  return new Map(rows.map((row) => [row.file, row]))
}

function resolveWith<Value>(
  resolve: (value: Value) => void,
  reject: (reason: unknown) => void,
  make: () => Value,
): void {
  try {
    resolve(make())
  } catch (error) {
    reject(error)
  }
}
