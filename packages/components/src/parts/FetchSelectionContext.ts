'use client'
import { createContext, use } from 'react'
import type { FetchAction } from '../labels/Labels.js'
import type { Selection } from './createSelection.js'

/** What the parts of a selection know. It changes when the selection does, or when what can be done with it does. */
export interface FetchSelectionState {
  readonly selected: ReadonlySet<string>
  /** Of how many. */
  readonly total: number
  /** Those of the selected for which an action would do something now. */
  readonly idsFor: (action: FetchAction) => readonly string[]
  /** Does it to all of these. Resolves with how many it was done to. */
  readonly act: (action: FetchAction) => Promise<number>
  readonly setAll: (isSelected: boolean) => void
}

/** The selection itself: the same object all along, so that a row hears of its own id alone. */
export const SelectionContext = createContext<Selection | null>(null)

/** Context of what can be done with a selection. */
export const FetchSelectionContext = createContext<FetchSelectionState | null>(null)

/** The selection around this component, or `null` where there is none. Renders whenever it changes: not for rows. */
export function useFetchSelection(): FetchSelectionState | null {
  return use(FetchSelectionContext)
}
