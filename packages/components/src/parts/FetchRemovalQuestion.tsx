'use client'
import { useId, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useLabels } from '../labels/LabelsProvider.js'

/** Props of {@link FetchRemovalQuestion}. */
export interface FetchRemovalQuestionProps {
  readonly question: ReactNode
  /** Id of the element that names what is kept. @default the question */
  readonly titleId?: string | undefined
  readonly onKeep: () => void
  /** The button that removes. */
  readonly children: ReactNode
}

/**
 * "Remove 60 MB?", with the answer that loses nothing focused and under the pointer: a second click or a held key
 * keeps the file. Escape keeps it too.
 */
export function FetchRemovalQuestion({ question, titleId, onKeep, children }: FetchRemovalQuestionProps) {
  const labels = useLabels()
  const questionId = useId()
  const keepId = useId()
  const keep = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => keep.current?.focus(), [])
  const keys = {
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // It is answered: nothing around it need give way too.
      event.preventDefault()
      onKeep()
    },
  }
  return (
    <div data-longhaul="removal" role="group" aria-labelledby={questionId} {...keys}>
      <span id={questionId} data-longhaul="removal-question" lang={labels.locale} dir={labels.direction}>
        {question}
      </span>
      {children}
      <button
        ref={keep}
        id={keepId}
        type="button"
        data-longhaul="item-action"
        aria-labelledby={titleId === undefined ? undefined : `${keepId} ${titleId}`}
        onClick={onKeep}
      >
        {labels.keep}
      </button>
    </div>
  )
}
