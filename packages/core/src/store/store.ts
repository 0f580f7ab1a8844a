/**
 * Where finished bytes are kept. Keys are paths without a leading slash. Real implementations are durable: what `put`
 * has resolved is there after a power cut of the page.
 */
export interface ResponseStore {
  readonly kind: 'cache' | 'memory'
  /**
   * Keeps the body of a response that nobody has read.
   *
   * @throws DOMException `QuotaExceededError` where the disk is full
   */
  put(key: string, response: Response): Promise<void>
  /** The body, backed by the disk: its size and slices cost no memory. `null` where there is none. */
  read(key: string): Promise<Blob | null>
  delete(keys: readonly string[]): Promise<void>
  keys(): Promise<readonly string[]>
}

/** An id as one segment of a path. The mark keeps “.” and “..” from being taken for the folder itself and the one above. */
function toSegment(id: string): string {
  return `@${encodeURIComponent(id)}`
}

/** The key of one file of one attempt. Attempts never share a key, so a late writer can't touch a newer's bytes. */
export function fileKey(id: string, attempt: number, file: number): string {
  return `files/${toSegment(id)}/${attempt}/${file}`
}

export function manifestKey(id: string, attempt: number): string {
  return `manifests/${toSegment(id)}/${attempt}`
}

/** What a key names. */
export interface ParsedKey {
  /** The backend that keeps bytes as they come (`opfs`, `idb`, …); `null` for responses that came whole. */
  readonly scheme: string | null
  readonly kind: 'files' | 'manifests'
  readonly id: string
  /** With a scheme the generation: what has come serves every attempt of a fetch. */
  readonly attempt: number
}

/** Reads a key back; `null` for one of another kind. */
export function parseKey(key: string): ParsedKey | null {
  const match = /^(?:([a-z]+):)?(files|manifests)\/@([^/]+)\/(\d+)(?:\/\d+)?$/.exec(key)
  if (!match) return null
  const [, scheme = null, kind, id, attempt] = match
  return { scheme, kind: kind as 'files', id: decodeURIComponent(id!), attempt: Number(attempt) }
}
