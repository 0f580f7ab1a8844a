'use client'
import { useState } from 'react'
import { actionGlyph, Glyph } from './Glyph.js'
import type { FetchAction, Labels } from './labels/Labels.js'
import { RemovalQuestion } from './RemovalQuestion.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemAction } from './parts/FetchItemAction.js'
import { FetchItemActions } from './parts/FetchItemActions.js'

/**
 * The buttons of a row, at most two: one that makes it go or stand, one that ends it. Removing asks once, in place,
 * where there are bytes on the device.
 */
export function FetchItemControls({ labels }: { readonly labels: Labels }) {
  const item = useFetchItem()
  const [isAsking, setIsAsking] = useState(false)
  if (item === null) return null
  const { available, record } = item
  const isRemovable = available.includes('remove')
  if (isAsking && !isRemovable) setIsAsking(false)

  if (isAsking && isRemovable) {
    return (
      <FetchItemActions lang={labels.locale}>
        <RemovalQuestion
          labels={labels}
          question={labels.askRemove(labels.format.bytes(record.downloaded))}
          titleId={item.titleId}
          onKeep={() => setIsAsking(false)}
        >
          <FetchItemAction action="remove" data-danger="">
            {labels.actions.remove}
          </FetchItemAction>
        </RemovalQuestion>
      </FetchItemActions>
    )
  }
  // One element for actions that take each other's place: the focus stays on it, and so does the pointer.
  const going = available.find((action) => action === 'pause' || action === 'resume' || action === 'retry')
  const ending = available.find((action) => action === 'abort' || action === 'remove')
  return (
    <FetchItemActions lang={labels.locale}>
      {going !== undefined && <ActionButton key="going" action={going} labels={labels} />}
      {ending !== undefined && (
        <ActionButton
          key="ending"
          action={ending}
          labels={labels}
          onAsk={ending === 'remove' && record.downloaded > 0 ? () => setIsAsking(true) : undefined}
        />
      )}
    </FetchItemActions>
  )
}

interface ActionButtonProps {
  readonly action: FetchAction
  readonly labels: Labels
  /** Called in place of the action. */
  readonly onAsk?: (() => void) | undefined
}

function ActionButton({ action, labels, onAsk }: ActionButtonProps) {
  return (
    <FetchItemAction
      action={action}
      onClick={(event) => {
        if (onAsk === undefined) return
        event.preventDefault()
        onAsk()
      }}
    >
      <Glyph name={actionGlyph(action)} />
      <span data-longhaul="item-action-label">{labels.actions[action]}</span>
    </FetchItemAction>
  )
}
