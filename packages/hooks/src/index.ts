export { BackgroundFetchProvider, type BackgroundFetchProviderProps } from './BackgroundFetchProvider.js'
export { progressOf, secondsLeftOf } from './progress.js'
export type { BackgroundFetchCounts } from './structure.js'
export type { BackgroundFetchTotals } from './totals.js'
export {
  useBackgroundFetch,
  type BackgroundFetchActions,
  type BackgroundFetchResult,
} from './useBackgroundFetch.js'
export { useBackgroundFetchClient } from './useBackgroundFetchClient.js'
export { useBackgroundFetchCounts, type BackgroundFetchCountsResult } from './useBackgroundFetchCounts.js'
export { useBackgroundFetches } from './useBackgroundFetches.js'
export {
  useBackgroundFetchGroups,
  type BackgroundFetchGroup,
  type BackgroundFetchGroupsOptions,
} from './useBackgroundFetchGroups.js'
export { useBackgroundFetchHistory, type BackgroundFetchHistoryOptions } from './useBackgroundFetchHistory.js'
export {
  useBackgroundFetchIds,
  type BackgroundFetchFilter,
  type BackgroundFetchSort,
} from './useBackgroundFetchIds.js'
export { useBackgroundFetchSupport } from './useBackgroundFetchSupport.js'
export { useBackgroundFetchTotals } from './useBackgroundFetchTotals.js'
export { useStartBackgroundFetch, type StartBackgroundFetchVariables } from './useStartBackgroundFetch.js'
export { useStorageEstimate, type BackgroundFetchStorageEstimate } from './useStorageEstimate.js'
export { useStoredResponse, type StoredFile } from './useStoredResponse.js'
