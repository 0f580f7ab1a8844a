'use client'
import { FetchItemControls } from './FetchItemControls.js'
import { FetchProgressBar } from './FetchProgressBar.js'
import { Glyph, statusGlyph } from './Glyph.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { statusLine } from './labels/statusLine.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemIcon } from './parts/FetchItemIcon.js'
import { FetchItemRoot, type FetchItemRootProps } from './parts/FetchItemRoot.js'
import { FetchItemStatus } from './parts/FetchItemStatus.js'
import { FetchItemTitle } from './parts/FetchItemTitle.js'
import { Picture } from './Picture.js'
import { useStatusFacts } from './useStatusFacts.js'

/** Props of {@link FetchItem}. */
export type FetchItemProps = FetchItemRootProps & {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/**
 * The default row of one fetch: picture, title, bar, a line of words, buttons. Made of the public parts alone. Children
 * stand before the picture: a `FetchSelectionCheckbox`, say.
 */
export function FetchItem({ labels: own, children, ...props }: FetchItemProps) {
  const labels = useLabels(own)
  return (
    <FetchItemRoot {...props}>
      {children}
      <Row labels={labels} />
    </FetchItemRoot>
  )
}

function Row({ labels }: { readonly labels: Labels }) {
  const item = useFetchItem()
  const facts = useStatusFacts(item)
  if (item === null) return null
  const { record } = item
  const picture = record.icons[0]
  const glyph = <Glyph name={statusGlyph(record)} />
  // An ending needs no bar: the words say how it ended, and the row keeps its height.
  const hasBar = record.status === 'pending' || record.status === 'interrupted' || record.status === 'paused'
  return (
    <>
      <FetchItemIcon>
        {picture === undefined ? glyph : <Picture src={picture.src}>{glyph}</Picture>}
      </FetchItemIcon>
      <FetchItemTitle />
      {hasBar && <FetchProgressBar labels={labels} />}
      <FetchItemStatus lang={labels.locale} dir={labels.direction}>
        {statusLine(record, labels, facts)}
      </FetchItemStatus>
      <FetchItemControls labels={labels} />
    </>
  )
}
