import type { Labels } from '../../src/labels/Labels.js'
import { DownloadButton } from '../../src/DownloadButton.js'
import { FetchItem } from '../../src/FetchItem.js'
import type { LiveDownloadProps } from '../../src/parts/DownloadButtonRoot.js'
import type { LiveItemProps, RecordItemProps } from '../../src/parts/FetchItemProvider.js'

// Where props are one of two sets, Storybook's reader shows neither: here each has a component of its own.

interface Worded {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/** A row of the client's fetch. */
export function LiveItem(props: LiveItemProps & Worded) {
  return <FetchItem {...props} />
}

/** A row of a record that stands for itself. */
export function RecordItem(props: RecordItemProps & Worded) {
  return <FetchItem {...props} />
}

/** A button that starts its download, and follows it. */
export function LiveDownload(props: LiveDownloadProps & Worded) {
  return <DownloadButton {...props} />
}
