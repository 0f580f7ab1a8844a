'use client'
import { activityOf } from '@longhaul/hooks'
import { FetchItemControls } from './FetchItemControls.js'
import { FetchProgressBar } from './FetchProgressBar.js'
import { Glyph, statusGlyph } from './Glyph.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemIcon } from './parts/FetchItemIcon.js'
import { FetchItemPicture } from './parts/FetchItemPicture.js'
import { FetchItemRoot, type FetchItemRootProps } from './parts/FetchItemRoot.js'
import { FetchItemTitle } from './parts/FetchItemTitle.js'
import { StatusWords } from './StatusWords.js'

/** Props of {@link FetchItem}. */
export type FetchItemProps = FetchItemRootProps & {
  /** The words. @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
}

/**
 * The default row of one fetch: picture, title, bar, a line of words, buttons. Made of the public parts, and of glyphs.
 * Children stand before the picture: a `FetchSelectionCheckbox`, say.
 */
export function FetchItem({ labels, children, ...props }: FetchItemProps) {
  return (
    <LabelsProvider labels={useLabels(labels)}>
      <FetchItemRoot {...props}>
        {children}
        <Row />
      </FetchItemRoot>
    </LabelsProvider>
  )
}

function Row() {
  const record = useFetchItem()?.record
  if (record === undefined) return null
  return (
    <>
      <FetchItemIcon>
        <FetchItemPicture src={record.icons[0]?.src}>
          <Glyph name={statusGlyph(record)} />
        </FetchItemPicture>
      </FetchItemIcon>
      <FetchItemTitle />
      {/* An ending needs no bar: the words say how it ended, and the row keeps its height. */}
      {activityOf(record) !== 'finished' && <FetchProgressBar />}
      <StatusWords />
      <FetchItemControls />
    </>
  )
}
