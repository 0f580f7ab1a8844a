'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchItem } from '@longhaul/hooks'

/** What the parts of one item know. */
export interface FetchItemState extends BackgroundFetchItem {
  /** The id that the title has, for elements that are named after it. */
  readonly titleId: string
}

/** Context of one item. One item's bytes re-render that item only: there is one of these per row. */
export const FetchItemContext = createContext<FetchItemState | null>(null)

/** The item around this component, or `null` where there is none (or it is not loaded yet). */
export function useFetchItem(): FetchItemState | null {
  return use(FetchItemContext)
}
