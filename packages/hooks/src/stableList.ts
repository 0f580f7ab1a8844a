/** Whether two lists hold the same values in the same order. */
export function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, index) => Object.is(value, b[index]))
}

/** Makes a function that hands back the list it gave last where the new one holds the same. */
export function createStableList<T>(): (next: readonly T[]) => readonly T[] {
  let last: readonly T[] | undefined
  return (next) => {
    if (last === undefined || !isSameList(last, next)) last = next
    return last
  }
}
