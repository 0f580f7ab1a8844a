import type { BackgroundFetchSupport } from '@longhaul/core'
import type { Labels } from './Labels.js'

/** What this browser, here and now, can promise, in a sentence. */
export function supportSentence(
  { engine, obstacle, capabilities, journal }: BackgroundFetchSupport,
  { support }: Labels,
): string {
  if (obstacle === 'unsupported' || (engine === null && obstacle === null)) return support.unsupported
  if (obstacle === 'permission') return support.permission
  if (obstacle === 'service-worker') return support.settingUp
  if (obstacle !== null) return support.later
  if (journal === 'memory') return support.pageOnly
  return capabilities.survivesPageClose ? support.survivesClose : support.whileOpen
}
