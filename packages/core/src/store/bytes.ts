import type { ResponseStore } from './store.js'

export { FencedError } from '../journal/fence.js'

/**
 * Where the fallback engine keeps bytes as they come. Keys name their backend (`opfs:…`, `idb:…`), so that one store
 * can read them all.
 */
export interface ByteStore extends ByteReader {
  /**
   * Opens a file to append to it, and makes it where there is none. Epochs fence: once a higher epoch has opened a
   * file, whatever a lower one still appends is not part of it.
   *
   * @throws FencedError where a higher epoch has opened it
   * @throws DOMException `QuotaExceededError` where the disk is full
   */
  open(key: string, epoch: number): Promise<ByteFile>
  /**
   * The key under which a body of that size, once it is whole, is to be kept.
   *
   * @default one of this kind
   */
  wholeKey?(path: string, size: number): string
  /**
   * Keeps bodies that are whole already, in place of whatever was under their keys. Durable when it resolves; where it
   * throws, some of them may have been kept.
   *
   * @throws FencedError where a higher epoch has opened one of them
   * @throws DOMException `QuotaExceededError` where the disk is full
   */
  putWhole(bodies: readonly WholeBody[], epoch: number): Promise<void>
}

export interface WholeBody {
  readonly key: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What every context can do with kept bytes: pages and service workers, which can write none, included. */
export interface ByteReader extends Pick<ResponseStore, 'read' | 'delete' | 'keys'> {
  readonly kind: 'opfs' | 'indexeddb' | 'memory'
}

/** One file being written by one side. Its size is what the store itself has, never what somebody remembers. */
export interface ByteFile {
  /** Bytes kept so far, those just appended included. */
  readonly size: number
  /**
   * Resolves when the next chunk may come. The chunk is durable after `flush` at the latest.
   *
   * @throws DOMException `QuotaExceededError` where the disk is full: what was kept stays
   * @throws FencedError where a higher epoch has opened it, or it was deleted: at `flush` at the latest
   */
  append(bytes: Uint8Array): Promise<void>
  /** Resolves when all that was appended outlives a SIGKILL. */
  flush(): Promise<void>
  /** Back to nothing: the file changed on the server. */
  clear(): Promise<void>
  /** Flushes and lets go. */
  close(): Promise<void>
}

const SCHEMES = { opfs: 'opfs:', indexeddb: 'idb:', memory: 'memory:' } as const

/** The key of a path in one kind of store. */
export function byteKey(kind: ByteReader['kind'], path: string): string {
  return SCHEMES[kind] + path
}

/** The path within a key; `null` where the key belongs to another kind of store. */
export function bytePath(kind: ByteReader['kind'], key: string): string | null {
  return key.startsWith(SCHEMES[kind]) ? key.slice(SCHEMES[kind].length) : null
}

/** The paths among keys that belong to one kind of store. */
export function bytePaths(kind: ByteReader['kind'], keys: readonly string[]): readonly string[] {
  return keys.map((key) => bytePath(kind, key)).filter((path) => path !== null)
}

/** The path of a key that must be of one kind of store. */
export function requirePath(kind: ByteReader['kind'], key: string): string {
  const path = bytePath(kind, key)
  if (path === null) throw new TypeError(`“${key}” is no key of ${kind}: it begins with “${SCHEMES[kind]}”`)
  return path
}

/** Longer than anybody waits for the answer of a probe. */
const PROBE_LIFE_MS = 10_000

/** The key of a file that is only written to see whether that can be done. It says when, for whoever finds it. */
export function probeKey(kind: ByteReader['kind']): string {
  return byteKey(kind, `probes/${Date.now()}-${Math.random()}`)
}

/** Whether a key is that of a probe which a kill has left. */
export function isOldProbe(key: string, now: number): boolean {
  const madeAt = /^[a-z]+:probes\/(\d+)/.exec(key)?.[1]
  return madeAt !== undefined && now - Number(madeAt) > PROBE_LIFE_MS
}
