/** Which version of each file is being served. */
export interface Versions {
  /** Counts from 1. */
  of(path: string): number
  /** Moves one file on to its next version; without a path, all of them. */
  bump(path?: string): void
}

/** Begins with the first version of everything. */
export function createVersions(): Versions {
  const own = new Map<string, number>()
  let all = 0

  return {
    of: (path) => 1 + all + (own.get(path) ?? 0),
    bump(path) {
      if (path === undefined) all += 1
      else own.set(path, (own.get(path) ?? 0) + 1)
    },
  }
}
