'use client'
import { BackgroundFetchError, type BackgroundFetchRecord } from '@longhaul/core'
import { actionsWith, type BackgroundFetchAction } from './availableActions.js'
import { progressOf } from './progress.js'
import { useBackgroundFetch } from './useBackgroundFetch.js'
import { useBackgroundFetchSupport } from './useBackgroundFetchSupport.js'
import { useHonestTime } from './useHonestTime.js'
import { useQueuePlace, type BackgroundFetchQueuePlace } from './useQueuePlace.js'

/** All that a row of a list shows of a fetch, and does to it. */
export interface BackgroundFetchItem {
  readonly record: BackgroundFetchRecord
  /** 0 to 1; `null` while the total is unknown. */
  readonly progress: number | null
  /** Seconds until the last byte, once that is honest; `null` before. */
  readonly secondsLeft: number | null
  /** Its place in the queue, while it is queued and that is known. */
  readonly queuePlace: BackgroundFetchQueuePlace | null
  /** The actions that would do something now, in the order to show them in. */
  readonly available: readonly BackgroundFetchAction[]
  readonly act: (action: BackgroundFetchAction) => void
}

/**
 * The fetch of this id as a row shows it: live, at most once a frame. `null` where there is none, or none yet and no
 * `initialRecord` (one from a page of history, say) to show until then.
 */
export function useBackgroundFetchItem(
  id: string,
  initialRecord?: BackgroundFetchRecord,
): BackgroundFetchItem | null {
  const live = useBackgroundFetch(id)
  const record = live.isLoaded ? live.record : initialRecord
  const secondsLeft = useHonestTime(live.secondsLeft, id)
  const queuePlace = useQueuePlace(record)
  const { data: support } = useBackgroundFetchSupport()
  if (record === undefined) return null
  return {
    record,
    progress: progressOf(record),
    secondsLeft,
    queuePlace,
    available: actionsWith(support, record),
    // Gone from another tab before the press was heard: that is a race, and the row goes too.
    act: (action) => void live[action]().catch(throwUnlessGone),
  }
}

function throwUnlessGone(error: unknown): void {
  if (!(error instanceof BackgroundFetchError && error.code === 'unknown-id')) throw error
}
