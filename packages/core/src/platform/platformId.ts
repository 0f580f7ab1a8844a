/**
 * The id that the browser sees. It carries the attempt, because the browser accepts a second fetch of an id while the
 * worker still settles the first, and the namespace, so that the worker leaves everybody else's fetches alone.
 */
export function toPlatformId(namespace: string, id: string, attempt: number): string {
  return `longhaul:${namespace}:${attempt}:${id}`
}

/** `null` for an id that is not ours or of another namespace. */
export function fromPlatformId(
  namespace: string,
  platformId: string,
): { id: string; attempt: number } | null {
  const prefix = `longhaul:${namespace}:`
  if (!platformId.startsWith(prefix)) return null
  const match = /^([1-9]\d*):(.+)$/s.exec(platformId.slice(prefix.length))
  return match ? { attempt: Number(match[1]), id: match[2]! } : null
}
