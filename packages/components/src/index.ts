export { createFormat, type Format, type PluralForms } from './format/createFormat.js'
export type { FetchAction, InterruptionFacts, Labels, QueuePlace, Titles } from './labels/Labels.js'
export { byActivity, type FetchGrouping } from './labels/grouping.js'
export { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
export { progressText, statusLine, type StatusLineFacts } from './labels/statusLine.js'
export { countsLine, totalsLine } from './labels/summaryLines.js'

// What @longhaul/hooks knows, and whoever puts components together needs.
export {
  availableActions,
  bySize,
  byStatus,
  byTitle,
  titleOf,
  type FileState,
  type Keeping,
  type StoredShare,
} from '@longhaul/hooks'

export {
  useDownloadButton,
  type DownloadButtonState,
  type DownloadStep,
} from './parts/DownloadButtonContext.js'
export {
  DownloadButtonRoot,
  type DownloadButtonRootProps,
  type LiveDownloadProps,
} from './parts/DownloadButtonRoot.js'
export { DownloadButtonTrigger } from './parts/DownloadButtonTrigger.js'
export { useFetchFile, type FetchFileContextValue } from './parts/FetchFileContext.js'
export { FetchFileName } from './parts/FetchFileName.js'
export { FetchFileRoot, type FetchFileRootProps } from './parts/FetchFileRoot.js'
export { FetchFileStatus } from './parts/FetchFileStatus.js'
export { FetchItemAction, type FetchItemActionProps } from './parts/FetchItemAction.js'
export { FetchItemActions } from './parts/FetchItemActions.js'
export { useFetchItem, type FetchItemState } from './parts/FetchItemContext.js'
export { FetchItemControls } from './FetchItemControls.js'
export { FetchItemIcon } from './parts/FetchItemIcon.js'
export { FetchItemPicture, type FetchItemPictureProps } from './parts/FetchItemPicture.js'
export { FetchItemProgress } from './parts/FetchItemProgress.js'
export {
  FetchItemProvider,
  type FetchItemSource,
  type LiveItemProps,
  type RecordItemProps,
} from './parts/FetchItemProvider.js'
export { FetchItemRoot, type FetchItemRootProps } from './parts/FetchItemRoot.js'
export { FetchItemStatus } from './parts/FetchItemStatus.js'
export { FetchItemTitle } from './parts/FetchItemTitle.js'
export { FetchRemovalQuestion, type FetchRemovalQuestionProps } from './parts/FetchRemovalQuestion.js'
export { FetchRowList, type FetchRowListProps } from './FetchRowList.js'
export { FetchSelectionAction, type FetchSelectionActionProps } from './parts/FetchSelectionAction.js'
export { FetchSelectionAll } from './parts/FetchSelectionAll.js'
export { FetchSelectionCheckbox } from './parts/FetchSelectionCheckbox.js'
export { useFetchSelection, type FetchSelectionState } from './parts/FetchSelectionContext.js'
export { FetchSelectionRoot, type FetchSelectionRootProps } from './parts/FetchSelectionRoot.js'
export { useFetchSummary, type FetchSummaryState } from './parts/FetchSummaryContext.js'
export { FetchSummaryProgress } from './parts/FetchSummaryProgress.js'
export { FetchSummaryRoot } from './parts/FetchSummaryRoot.js'
export type { PartProps } from './parts/part.js'
export { StorageMeterBar } from './parts/StorageMeterBar.js'
export { useStorageMeter, type StorageMeterState } from './parts/StorageMeterContext.js'
export { StorageMeterKeep } from './parts/StorageMeterKeep.js'
export { StorageMeterRoot, type StorageMeterRootProps } from './parts/StorageMeterRoot.js'

export type { FetchRowSource } from './rows.js'
export { useStatusFacts } from './useStatusFacts.js'

export { DownloadButton, type DownloadButtonProps } from './DownloadButton.js'
export { FetchAnnouncer, type FetchAnnouncerProps } from './FetchAnnouncer.js'
export { FetchFileList, type FetchFileListProps } from './FetchFileList.js'
export { FetchHistoryList, type FetchHistoryListProps } from './FetchHistoryList.js'
export { FetchItem, type FetchItemProps } from './FetchItem.js'
export { FetchProgressBar, type FetchProgressBarProps } from './FetchProgressBar.js'
export { FetchProgressList, type FetchProgressListProps } from './FetchProgressList.js'
export { FetchProgressRing, type FetchProgressRingProps } from './FetchProgressRing.js'
export { FetchSelectableList, type FetchSelectableListProps } from './FetchSelectableList.js'
export { FetchSelectionBar, type FetchSelectionBarProps } from './FetchSelectionBar.js'
export { FetchSummary, type FetchSummaryProps } from './FetchSummary.js'
export { StorageMeter, type StorageMeterProps } from './StorageMeter.js'
export { SupportNotice, type SupportNoticeProps } from './SupportNotice.js'
