import type { Job } from '../journal/journal.js'
import type { PartialRow } from '../journal/rows.js'
import { byteKey, FencedError } from '../store/bytes.js'
import { fileKey } from '../store/store.js'
import { carryOver } from './carryOver.js'
import { hashAsItComes } from './hashedFile.js'
import { holdFile } from './heldFile.js'
import type { Arrival } from './landing.js'
import type { RunInit } from './runnerInit.js'
import type { Partial, TransferInit, TransferResult } from './transfer/types.js'

interface Following extends Pick<TransferInit, 'signal' | 'onProgress' | 'onWaiting' | 'takeSlot'> {
  /** Told how many bytes are to come, before they come. What it throws ends the transfer. */
  readonly onExpected: (missing: number) => Promise<void>
  readonly isWatched: () => boolean
  /** Paused, or another leads; rather than that the disk is full. */
  readonly isStopped: () => boolean
}

type Received = { readonly done: true; readonly arrival: Arrival } | Extract<TransferResult, { done: false }>

/**
 * One file, until all of it is here: a large one on the disk under the leader's epoch, a small one in memory.
 *
 * @param begun what an earlier run has noted of it
 */
export async function transferOne(
  { job, file, begun }: { readonly job: Job; readonly file: number; readonly begun: PartialRow | undefined },
  init: RunInit,
  { onExpected, isWatched, isStopped, ...following }: Following,
): Promise<Received> {
  const { journal, bytes, store, epoch, transferFile } = init
  const { id, generation, asked } = job.fetch
  const request = job.requests[file]!
  const path = fileKey(id, generation, file)
  const key = byteKey(bytes.kind, path)
  const isElsewhere = begun && begun.key !== key
  const known = isElsewhere ? await carryOver(begun, key, init, { ...following, onExpected }) : begun
  let isSent = false
  const held = await holdFile({
    isKnown: known !== undefined,
    isWatched,
    open: () => bytes.open(key, epoch),
    write: (partial) =>
      journal.savePartial({ id, generation, file, key, partial, ...(isSent && { sentFor: asked }) }, epoch),
    forget: () => journal.dropPartial({ id, generation, file }, epoch),
  })
  const tellUnlessFenced = (error: unknown) => {
    // Another leads already, and fetches it itself.
    if (!(error instanceof FencedError)) init.onError(error)
  }
  // Whatever was ended for good is being deleted: nothing may be opened for it any more.
  const isLive = async () => (await journal.get(id).catch(() => null))?.live === 1
  const hashed =
    request.integrity === null ? null : hashAsItComes(held, request.integrity, () => store.read(key))
  try {
    if (request.size !== null) await onExpected(request.size - held.size)
    const result = await transferFile({
      request,
      file: hashed?.file ?? held,
      partial: (known?.partial as Partial | undefined) ?? null,
      async savePartial(partial) {
        const total = partial?.validators.total ?? null
        if (total !== null) await onExpected(total - held.size)
        await held.note(partial)
      },
      // A person who asks again since then has said yes.
      wasSent: known?.sentFor === asked,
      noteSent(wasSent) {
        isSent = wasSent
        return held.noteSent(wasSent)
      },
      ...following,
    })
    const { size, isNoted } = held
    await held.close()
    if (!result.done) return result
    const whole = held.take()
    const arrival = {
      file,
      head: result.head,
      isRestarted: result.isRestarted,
      key: (whole && bytes.wholeKey?.(path, size)) ?? key,
      size,
      bytes: whole,
      isNoted,
      digest: hashed?.digest ?? init.digest,
    }
    return { done: true, arrival }
  } catch (error) {
    // A note would find no room on a full disk: the journal has what is left for what matters more.
    if (isStopped() && (await isLive())) await held.keepNow().catch(tellUnlessFenced)
    await held.close().catch(() => undefined)
    throw error
  }
}
