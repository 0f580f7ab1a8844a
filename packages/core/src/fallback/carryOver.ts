import type { PartialRow } from '../journal/rows.js'
import { readChunks } from '../platform/readChunks.js'
import { toStream } from '../store/slices.js'
import type { RunInit } from './runnerInit.js'

type CarryInit = Pick<RunInit, 'store' | 'bytes' | 'journal' | 'epoch' | 'onError'>

interface Carrying {
  readonly signal: AbortSignal
  /** Told how many bytes are to be written, before they are. What it throws leaves all where it is. */
  readonly onExpected: (missing: number) => Promise<void>
}

/**
 * Brings what was begun in another place to where bytes are kept now: the page can't have its worker any more, say, or
 * Firefox's file system refuses what is new. Only then does the note say so: it never describes bytes that are not there.
 *
 * @returns the note as it is now
 */
export async function carryOver(
  begun: PartialRow,
  key: string,
  { store, bytes, journal, epoch, onError }: CarryInit,
  { signal, onExpected }: Carrying,
): Promise<PartialRow> {
  const body = await store.read(begun.key)
  if (body?.size) {
    await onExpected(body.size)
    const file = await bytes.open(key, epoch)
    try {
      // A copy that a kill has ended: nobody can tell how good it is.
      await file.clear()
      const chunks = readChunks(toStream(body))
      const read = () =>
        chunks.next().catch((error: unknown) => {
          // What can't be read any more is fetched again: the bytes before it are as good as they were.
          onError(error)
        })
      for (let chunk; (chunk = await read());) {
        signal.throwIfAborted()
        await file.append(chunk)
      }
    } finally {
      await file.close()
    }
  }
  const carried = { ...begun, key }
  await journal.savePartial(carried, epoch)
  await store.delete([begun.key])
  return carried
}
