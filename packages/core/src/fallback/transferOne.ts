import type { Job } from '../journal/journal.js'
import type { ResponseRow } from '../journal/rows.js'
import { byteKey } from '../store/bytes.js'
import { fileKey } from '../store/store.js'
import { verifyFile } from '../store/verify.js'
import { noteLate } from './noteLate.js'
import type { RunInit } from './runnerInit.js'
import type { Partial, TransferProgress, TransferResult, Waiting } from './transfer/types.js'

interface Listeners {
  /** Told how many bytes are to come, before they come. What it throws ends the transfer. */
  readonly onExpected: (missing: number) => Promise<void>
  readonly onProgress: (progress: TransferProgress) => void
  readonly onWaiting: (waiting: Waiting | null) => void
  readonly isWatched: () => boolean
}

/**
 * One file: opened under the leader's epoch, transferred, and noted in the journal when it is
 * whole on the disk and verified.
 */
export async function transferOne(
  job: Job,
  file: number,
  init: RunInit,
  signal: AbortSignal,
  listeners: Listeners,
): Promise<TransferResult> {
  const { journal, bytes, epoch, transferFile } = init
  const { id, generation, asked } = job.fetch
  const request = job.requests[file]!
  const key = byteKey(bytes.kind, fileKey(id, generation, file))
  // What another kind of store has begun is of no use here: the row is written anew, and the sweep frees the bytes.
  const known = (await journal.partials(id)).find((row) => row.key === key)
  const opened = await bytes.open(key, epoch)
  let isNoted = false
  const save = (partial: Partial | null) =>
    journal.savePartial({ id, generation, file, key, partial, ...(isNoted && { sentFor: asked }) })
  const note = noteLate(opened, {
    isKnown: known !== undefined,
    isWatched: listeners.isWatched,
    write: save,
  })
  try {
    if (request.size !== null) await listeners.onExpected(request.size - opened.size)
    const result = await transferFile({
      request,
      file: note.file,
      partial: (known?.partial as Partial | undefined) ?? null,
      async savePartial(partial) {
        const total = partial?.validators.total ?? null
        if (total !== null) await listeners.onExpected(total - opened.size)
        await note.write(partial)
      },
      // A person who asks again since then has said yes.
      wasSent: known?.sentFor === asked,
      noteSent(wasSent) {
        isNoted = wasSent
        return wasSent ? save(null) : journal.dropPartials(id, generation, file)
      },
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
      await journal.dropPartials(id, generation, file)
      return { done: false, failure }
    }
    // Refused where it was aborted or removed meanwhile: then the bytes go with the partials.
    const isWanted = await journal.stage([row])
    if (isWanted && (known || note.isWritten || isNoted)) await journal.dropPartials(id, generation, file)
    return result
  } catch (error) {
    // Paused, or on its way to another leader: the least is worth keeping.
    await note.writeNow().catch(init.onError)
    await opened.close().catch(() => undefined)
    throw error
  }
}
