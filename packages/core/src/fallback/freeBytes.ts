/** What the browser says of room; `undefined` where it says nothing. */
export type Estimate = () => Promise<StorageEstimate | undefined>

/** Bytes that are left to the app, as the browser says; `null` where nobody can say. */
export async function freeBytes(estimate: Estimate): Promise<number | null> {
  const { quota, usage } = (await estimate().catch(() => undefined)) ?? {}
  // Firefox, killed in mid-write, may say 1.8e19 used until it is started again (measured): that says nothing of room.
  return quota === undefined || usage === undefined || usage > quota ? null : quota - usage
}

/** What the browser says of this origin. */
export async function browserEstimate(): Promise<StorageEstimate | undefined> {
  const storage = globalThis.navigator?.storage as Partial<StorageManager> | undefined
  return storage?.estimate?.()
}
