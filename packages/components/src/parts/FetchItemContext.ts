'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import type { FetchAction, QueuePlace } from '../labels/Labels.js'

/** What the parts of one item know. */
export interface FetchItemState {
  readonly record: BackgroundFetchRecord
  /** 0 to 1; `null` while the total is unknown. */
  readonly progress: number | null
  /** Seconds until the last byte, once that is honest; `null` before. */
  readonly secondsLeft: number | null
  /** Its place in the queue, while it is queued and that is known. */
  readonly queuePlace: QueuePlace | null
  /** The actions that would do something now, in the order the buttons stand in. */
  readonly available: readonly FetchAction[]
  readonly act: (action: FetchAction) => void
  /** The id that the title has, for elements that are named after it. */
  readonly titleId: string
}

/** Context of one item. One item's bytes re-render that item only: there is one of these per row. */
export const FetchItemContext = createContext<FetchItemState | null>(null)

/** The item around this component, or `null` where there is none (or it is not loaded yet). */
export function useFetchItem(): FetchItemState | null {
  return use(FetchItemContext)
}
