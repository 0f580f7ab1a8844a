'use client'
import { useId, useMemo } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { progressOf, useBackgroundFetch, useBackgroundFetchSupport } from '@longhaul/hooks'
import { availableActions, canPauseWith } from '../labels/availableActions.js'
import type { FetchItemState } from './FetchItemContext.js'
import { useHonestTime } from './useHonestTime.js'
import { useQueuePlace } from './useQueuePlace.js'

/** The client's fetch of this id as an item; `null` where there is none, or none yet and no `initialRecord`. */
export function useLiveItem(id: string, initialRecord?: BackgroundFetchRecord): FetchItemState | null {
  const live = useBackgroundFetch(id)
  const { pause, resume, retry, abort, remove } = live
  const record = live.isLoaded ? live.record : initialRecord
  const { data: support } = useBackgroundFetchSupport()
  const isQueued = record?.status === 'pending' && record.phase === 'queued'
  const queuePlace = useQueuePlace(id, isQueued)
  const secondsLeft = useHonestTime(live.secondsLeft)
  const titleId = useId()
  const canPause = record !== undefined && canPauseWith(support, record)

  return useMemo((): FetchItemState | null => {
    if (record === undefined) return null
    const calls = { pause, resume, retry, abort, remove }
    return {
      record,
      progress: progressOf(record),
      secondsLeft,
      queuePlace,
      available: availableActions(record, canPause),
      titleId,
      act: (action) => void calls[action](),
    }
  }, [record, secondsLeft, queuePlace, canPause, titleId, pause, resume, retry, abort, remove])
}
