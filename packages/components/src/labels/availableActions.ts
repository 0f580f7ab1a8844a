import type { BackgroundFetchRecord, BackgroundFetchSupport } from '@longhaul/core'
import type { FetchAction } from './Labels.js'

/** The actions that would do something for this record now, in the order the buttons stand in. No other has a button. */
export function availableActions(record: BackgroundFetchRecord, canPause: boolean): readonly FetchAction[] {
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

/** Whether this fetch can be paused and resumed. `undefined` support is not known yet: no button that may prove dead. */
export function canPauseWith(
  support: BackgroundFetchSupport | undefined,
  { engine }: BackgroundFetchRecord,
): boolean {
  return support?.capabilitiesOf[engine]?.pause === true
}
