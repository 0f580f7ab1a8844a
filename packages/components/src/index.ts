export { FetchAnnouncer, type FetchAnnouncerProps } from './FetchAnnouncer.js'
export { FetchItem, type FetchItemProps } from './FetchItem.js'
export { FetchProgressBar, type FetchProgressBarProps } from './FetchProgressBar.js'
export { FetchProgressList, type FetchProgressListProps } from './FetchProgressList.js'
export { SupportNotice, type SupportNoticeProps } from './SupportNotice.js'

export { FetchItemAction, type FetchItemActionProps } from './parts/FetchItemAction.js'
export { FetchItemActions } from './parts/FetchItemActions.js'
export { useFetchItem, type FetchItemState } from './parts/FetchItemContext.js'
export { FetchItemIcon } from './parts/FetchItemIcon.js'
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
export type { PartProps } from './parts/part.js'

export { createFormat, type Format } from './format/createFormat.js'
export { availableActions } from './labels/availableActions.js'
export type { FetchAction, InterruptionFacts, Labels, QueuePlace, Titles } from './labels/Labels.js'
export { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
export { progressText, statusLine, type StatusLineFacts } from './labels/statusLine.js'
export { titleOf } from './labels/titleOf.js'
