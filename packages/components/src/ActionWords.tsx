'use client'
import { Glyph } from './Glyph.js'
import type { FetchAction } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'

/** What stands on the button of an action: its picture, and its words where there is room for them. */
export function ActionWords({ action }: { readonly action: FetchAction }) {
  return (
    <>
      <Glyph name={action} />
      <span data-longhaul="item-action-label">{useLabels().actions[action]}</span>
    </>
  )
}
