'use client'
import { useId } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { useBackgroundFetchItem } from '@longhaul/hooks'
import type { FetchItemState } from './FetchItemContext.js'

/** The client's fetch of this id as an item; `null` where there is none, or none yet and no `initialRecord`. */
export function useLiveItem(id: string, initialRecord?: BackgroundFetchRecord): FetchItemState | null {
  const item = useBackgroundFetchItem(id, initialRecord)
  const titleId = useId()
  return item && { ...item, titleId }
}
