'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchSelection } from '@longhaul/hooks'

/** What the parts of a selection know. It changes when the selection does, or when what can be done with it does. */
export type FetchSelectionState = BackgroundFetchSelection

/** The selection itself: the same object all along, so that a row hears of its own id alone. */
export const SelectedRowsContext = createContext<FetchSelectionState['rows'] | undefined>(undefined)

/** Context of what can be done with a selection. */
export const FetchSelectionContext = createContext<FetchSelectionState | null>(null)

/** The selection around this component, or `null` where there is none. Renders whenever it changes: not for rows. */
export function useFetchSelection(): FetchSelectionState | null {
  return use(FetchSelectionContext)
}
