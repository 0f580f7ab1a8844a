import type { StoredRequest } from '../../adapter.js'
import type { PartialRow, ResponseRow } from '../../journal/rows.js'
import { verifyAgain } from '../../store/verify.js'
import type { Partial } from '../transfer/types.js'
import { compareValidators } from '../transfer/validators.js'
import { aborted } from './exceptions.js'
import type { FaceInit } from './face.js'
import { isActive } from './outcome.js'
import { dress } from './toResponse.js'

/** Nobody announces a single file, so whoever waits for one looks again: seldom enough to cost nothing. */
export const LOOK_EVERY_MS = 250

/** Enough to keep a reader busy, little enough to hold in memory. */
const CHUNK = 1024 * 1024

/** Tell one representation of a file from another. */
const VALIDATORS = ['etag', 'last-modified']

/**
 * Section 5.8 "Create record objects": a response whose bytes are read from the disk while they arrive there. Only of a
 * file whose representation the engine has noted: it can do so where the server sends a validator, and does so as soon as
 * somebody waits. Of any other file nobody could tell whether what comes later belongs to what came first.
 */
export function streamResponse(begun: PartialRow, request: StoredRequest, init: FaceInit): Response {
  const { head } = begun.partial as Partial
  const reading = { offset: 0, isCancelled: false }
  let whole: Found | undefined
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        while (!reading.isCancelled) {
          // What is whole is verified once, not for every chunk of it.
          const found = whole ?? (await look(begun, request, init))
          if (found.isWhole) whole = found
          const bytes = await readAt(found, reading.offset)
          if (bytes?.length) {
            reading.offset += bytes.length
            return controller.enqueue(bytes)
          }
          if (found.isWhole) return controller.close()
          await new Promise<void>((resolve) => init.clock.timeout(resolve, LOOK_EVERY_MS))
        }
      },
      cancel() {
        reading.isCancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return dress(body, head, request, init.realm.origin)
}

interface Found {
  readonly body: Blob | null
  readonly isWhole: boolean
}

/**
 * The bytes that are there now.
 *
 * @throws DOMException `AbortError`
 * @throws TypeError where the file has changed or failed, or is damaged
 */
async function look(begun: PartialRow, request: StoredRequest, init: FaceInit): Promise<Found> {
  const { journal, store } = init
  const row = await journal.get(begun.id)
  const whole = row && (await findWhole(begun, row.attempt, init))
  if (whole) return readWhole(whole, begun, request, init)
  if (row?.state.status === 'aborted') throw aborted()
  if (!row || !isActive(row)) throw gone(request)
  const body = await store.read(begun.key)
  // Bytes first: what is remembered beside them never describes others.
  const now = (await journal.partials(begun.id)).find(({ file }) => file === begun.file)
  if (now?.partial && isSame(begun.partial as Partial, now.partial as Partial))
    // Another leader may have carried it over to where it can write: what was begun there is gone, or soon will be.
    return now.key === begun.key ? { body, isWhole: false } : look(now, request, init)
  // It may have become whole while we looked.
  const late = await findWhole(begun, row.attempt, init)
  if (!late) throw gone(request)
  return readWhole(late, begun, request, init)
}

/** Whether both are notes of one representation: of its length a server may say more with a later part. */
function isSame(begun: Partial, now: Partial): boolean {
  return compareValidators(begun.validators, now.validators) === 'same'
}

/** The next chunk; `null` where it has to be looked at again. */
async function readAt({ body, isWhole }: Found, offset: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!body || body.size <= offset) return null
  try {
    return new Uint8Array(await body.slice(offset, offset + CHUNK).arrayBuffer())
  } catch (error) {
    if (isWhole) throw error
    // Chromium takes a file back that has grown since it was opened: “NotReadableError” (measured).
    return null
  }
}

async function findWhole(
  { id, file }: PartialRow,
  attempt: number,
  { journal }: FaceInit,
): Promise<ResponseRow | undefined> {
  return (await journal.staged(id, attempt)).find((row) => row.file === file)
}

async function readWhole(
  row: ResponseRow,
  { partial }: PartialRow,
  request: StoredRequest,
  { store, digest }: FaceInit,
): Promise<Found> {
  const before = new Headers(
    (partial as Partial).head.headers.map(([name, value]): [string, string] => [name, value]),
  )
  const now = new Headers(row.headers.map(([name, value]): [string, string] => [name, value]))
  if (VALIDATORS.some((name) => before.get(name) !== now.get(name))) throw gone(request)
  const body = await store.read(row.key)
  if (await verifyAgain(request, row, body, digest)) throw gone(request)
  return { body, isWhole: true }
}

function gone({ url }: StoredRequest): TypeError {
  return new TypeError(`${url}: the rest of the response will not come.`)
}
