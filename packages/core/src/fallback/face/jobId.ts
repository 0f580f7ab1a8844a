/**
 * The journal's id of one background fetch. Ids belong to a service worker registration, and one that has ended may be
 * given again while the worker still handles the first: `nonce` tells the two apart. JSON, because an id may be empty or
 * hold half a surrogate pair, and neither can be a name on the disk.
 */
export function toJobId(scope: string, id: string, nonce: string): string {
  return JSON.stringify([scope, id, nonce])
}

/** `null` for what the manager has not made. */
export function fromJobId(jobId: string): { scope: string; id: string } | null {
  try {
    const [scope, id] = JSON.parse(jobId) as readonly unknown[]
    return typeof scope === 'string' && typeof id === 'string' ? { scope, id } : null
  } catch {
    return null
  }
}

/** The manager's jobs have a namespace of their own: journal, bytes, locks and channels never meet a client's. */
export function managerNamespace(namespace: string): string {
  return `${namespace}-manager`
}
