import {
  FetchItemAction,
  FetchItemActions,
  FetchItemRoot,
  FetchItemStatus,
  FetchItemTitle,
  FetchProgressBar,
  statusLine,
  useFetchItem,
  useLabels,
} from '@longhaul/components'

export const OwnItem = ({ id }: { id: string }) => (
  <FetchItemRoot id={id}>
    <FetchItemTitle />
    <FetchProgressBar />
    <Words />
    <FetchItemActions>
      <FetchItemAction action="pause">Pause</FetchItemAction>
      <FetchItemAction action="resume">Resume</FetchItemAction>
      <FetchItemAction action="abort">Cancel</FetchItemAction>
    </FetchItemActions>
  </FetchItemRoot>
)

function Words() {
  const item = useFetchItem()
  const labels = useLabels()
  return <FetchItemStatus>{item && statusLine(item.record, labels)}</FetchItemStatus>
}
