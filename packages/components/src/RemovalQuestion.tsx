'use client'
import { useId, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import type { Labels } from './labels/Labels.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemAction } from './parts/FetchItemAction.js'

/** Props of {@link RemovalQuestion}. */
export interface RemovalQuestionProps {
  readonly labels: Labels
  readonly onKeep: () => void
}

/**
 * "Remove 60 MB?", with the answer that loses nothing focused and under the pointer: a second click or a held key
 * keeps the file. Escape keeps it too.
 */
export function RemovalQuestion({ labels, onKeep }: RemovalQuestionProps) {
  const item = useFetchItem()
  const questionId = useId()
  const keepId = useId()
  const keep = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => keep.current?.focus(), [])
  if (item === null) return null
  const keys = {
    onKeyDown: ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onKeep()
    },
  }
  return (
    <div data-longhaul="removal" role="group" aria-labelledby={questionId} {...keys}>
      <span id={questionId} data-longhaul="removal-question" lang={labels.locale} dir={labels.direction}>
        {labels.askRemove(labels.format.bytes(item.record.downloaded))}
      </span>
      <FetchItemAction action="remove" data-danger="">
        {labels.actions.remove}
      </FetchItemAction>
      <button
        ref={keep}
        id={keepId}
        type="button"
        data-longhaul="item-action"
        aria-labelledby={`${keepId} ${item.titleId}`}
        onClick={onKeep}
      >
        {labels.keep}
      </button>
    </div>
  )
}
