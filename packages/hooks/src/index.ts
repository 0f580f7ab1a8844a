export { activityOf, type BackgroundFetchActivity } from './activityOf.js'
export { availableActions, type BackgroundFetchAction } from './availableActions.js'
export { BackgroundFetchProvider, type BackgroundFetchProviderProps } from './BackgroundFetchProvider.js'
export type { SelectedRows } from './createSelection.js'
export { fileNameOf } from './fileNameOf.js'
export type { BackgroundFetchEvent, BackgroundFetchNews } from './news.js'
export { progressOf, secondsLeftOf } from './progress.js'
export { promiseOf, type BackgroundFetchPromise } from './promiseOf.js'
export { bySize, byStatus, byTitle, type BackgroundFetchSort } from './sorting.js'
export type { BackgroundFetchCounts } from './structure.js'
export { titleOf, titleOfRequests } from './titleOf.js'
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
export { useBackgroundFetchIds, type BackgroundFetchFilter } from './useBackgroundFetchIds.js'
export { useBackgroundFetchItem, type BackgroundFetchItem } from './useBackgroundFetchItem.js'
export { useBackgroundFetchAnnouncements, useBackgroundFetchNews } from './useBackgroundFetchNews.js'
export {
  useBackgroundFetchSelection,
  useIsSelected,
  type BackgroundFetchSelection,
} from './useBackgroundFetchSelection.js'
export { useBackgroundFetchStorage, type BackgroundFetchStorage } from './useBackgroundFetchStorage.js'
export { useBackgroundFetchSummary, type BackgroundFetchSummary } from './useBackgroundFetchSummary.js'
export { useBackgroundFetchSupport } from './useBackgroundFetchSupport.js'
export { useBackgroundFetchTotals } from './useBackgroundFetchTotals.js'
export { useFileStates, type FileState } from './useFileStates.js'
export type { Keeping } from './useKeeping.js'
export type { BackgroundFetchQueuePlace } from './useQueuePlace.js'
export type { StoredShare } from './useStoredShares.js'
export { useNow } from './useNow.js'
export { useSpokenWords } from './useSpokenWords.js'
export { useStartBackgroundFetch, type StartBackgroundFetchVariables } from './useStartBackgroundFetch.js'
export { useStorageEstimate, type BackgroundFetchStorageEstimate } from './useStorageEstimate.js'
export { useStoredResponse, type StoredFile } from './useStoredResponse.js'
