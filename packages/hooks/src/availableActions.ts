import type { BackgroundFetchRecord, BackgroundFetchSupport } from '@longhaul/core'

/** What a person can ask of a fetch: methods of the client. The order is the one to show them in. */
export type BackgroundFetchAction = 'pause' | 'resume' | 'retry' | 'abort' | 'remove'

/** The actions that would do something for this record now, in the order to show them in. No other needs a button. */
export function availableActions(
  record: BackgroundFetchRecord,
  canPause: boolean,
): readonly BackgroundFetchAction[] {
  switch (record.status) {
    case 'pending':
      // What is on the device already is only being checked and put away: there is nothing left to stop.
      if (record.phase === 'verifying' || record.phase === 'storing') return []
      return canPause && record.phase === 'transferring' ? ['pause', 'abort'] : ['abort']
    case 'paused':
      return canPause ? ['resume', 'abort'] : ['abort']
    case 'interrupted':
      // Trying again cannot teach a browser what it does not know.
      return record.reason === 'unsupported' ? ['abort'] : ['retry', 'abort']
    case 'failed':
    case 'aborted':
      return ['retry', 'remove']
    case 'completed':
      return ['remove']
  }
}

/**
 * The same, by what the engine of this record can do. What it can is asked once a page, and an app's worker may take its
 * time to answer: until then only our own engine is known to pause, and no button may prove dead.
 */
export function actionsWith(
  support: BackgroundFetchSupport | undefined,
  record: BackgroundFetchRecord,
): readonly BackgroundFetchAction[] {
  const canPause = support ? support.capabilitiesOf[record.engine]?.pause : record.engine === 'fallback'
  return availableActions(record, canPause === true)
}
