/** Which of a list are selected. Whoever shows one of them hears only of that one. */
export interface SelectedRows {
  readonly subscribe: (onChange: () => void) => () => void
  /** A new set whenever it changed. */
  readonly selected: () => ReadonlySet<string>
  /** Turns one around; with `isRange`, all between it and the one before it follow. */
  readonly toggle: (id: string, isRange: boolean) => void
  readonly setAll: (isSelected: boolean) => void
  /** What can be selected, in order. What is gone from it is not selected any more. */
  readonly setIds: (ids: readonly string[]) => void
}

/** Makes a selection of which nothing is selected. */
export function createSelection(): SelectedRows {
  const listeners = new Set<() => void>()
  let ids: readonly string[] = []
  let selected: ReadonlySet<string> = new Set()
  let anchor: string | null = null

  const set = (next: ReadonlySet<string>) => {
    selected = next
    for (const listener of listeners) listener()
  }
  const between = (from: string, to: string): readonly string[] => {
    const places = [ids.indexOf(from), ids.indexOf(to)]
    return ids.slice(Math.min(...places), Math.max(...places) + 1)
  }

  return {
    subscribe: (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    selected: () => selected,
    toggle: (id, isRange) => {
      const next = new Set(selected)
      const isSelected = !next.has(id)
      const from = isRange && anchor !== null && ids.includes(anchor) ? anchor : id
      for (const one of between(from, id)) {
        if (isSelected) next.add(one)
        else next.delete(one)
      }
      anchor = id
      set(next)
    },
    setAll: (isSelected) => set(new Set(isSelected ? ids : [])),
    setIds: (next) => {
      ids = next
      const known = new Set(next)
      const kept = [...selected].filter((id) => known.has(id))
      if (kept.length < selected.size) set(new Set(kept))
    },
  }
}
