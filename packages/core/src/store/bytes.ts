import type { ResponseStore } from './store.js'

/**
 * Where the fallback engine keeps bytes as they come. Keys name their backend (`opfs:…`, `idb:…`), so that one store
 * can read them all.
 */
export interface ByteStore extends Pick<ResponseStore, 'read' | 'delete' | 'keys'> {
  readonly kind: 'opfs' | 'indexeddb' | 'memory'
  /**
   * Opens a file to append to it, and makes it where there is none. Epochs fence: once a higher epoch has opened a
   * file, whatever a lower one still appends is not part of it.
   *
   * @throws DOMException `QuotaExceededError` where the disk is full
   */
  open(key: string, epoch: number): Promise<ByteFile>
}

/** One file being written by one side. Its size is what the store itself has, never what somebody remembers. */
export interface ByteFile {
  /** Bytes kept so far, those just appended included. */
  readonly size: number
  /**
   * Resolves when the next chunk may come. The chunk is durable after `flush` at the latest.
   *
   * @throws DOMException `QuotaExceededError` where the disk is full: what was kept stays
   * @throws FencedError where a higher epoch has opened it
   */
  append(bytes: Uint8Array): Promise<void>
  /** Resolves when all that was appended outlives a SIGKILL. */
  flush(): Promise<void>
  /** Back to nothing: the file changed on the server. */
  clear(): Promise<void>
  /** Flushes and lets go. */
  close(): Promise<void>
}

/** A side that was thought dead has come back: it may write nothing any more. */
export class FencedError extends Error {
  override readonly name = 'FencedError'
}
