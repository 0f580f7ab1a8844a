'use client'
import { useState } from 'react'
import { useBackgroundFetchClient } from '@longhaul/hooks'
import { actionGlyph, Glyph } from './Glyph.js'
import type { FetchAction, Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { FetchSelectionAction } from './parts/FetchSelectionAction.js'
import { FetchSelectionAll } from './parts/FetchSelectionAll.js'
import { useFetchSelection } from './parts/FetchSelectionContext.js'
import { part, type PartProps } from './parts/part.js'
import { useFocusKept } from './parts/useFocusKept.js'
import { RemovalQuestion } from './RemovalQuestion.js'
import { useSpoken } from './useSpoken.js'

const ACTIONS: readonly FetchAction[] = ['pause', 'resume', 'retry', 'abort', 'remove']

/** Props of {@link FetchSelectionBar}. */
export type FetchSelectionBarProps = PartProps<'div'> & { readonly labels?: Labels | undefined }

/**
 * Selects all, and does to the selected what can be done to them: a button says to how many. Removing asks once. Made of
 * the public parts alone, inside of a `FetchSelectionRoot`.
 */
export function FetchSelectionBar({ labels: own, ...props }: FetchSelectionBarProps) {
  const labels = useLabels(own)
  const [words, say] = useSpoken()
  const keeping = useFocusKept('button, input')
  const children = (
    <>
      <Inside labels={labels} say={say} />
      {/* What began, ended or was cancelled is the announcer's to tell. */}
      <div data-longhaul="announcer" role="status" lang={labels.locale}>
        {words}
      </div>
    </>
  )
  const bar = { 'data-longhaul': 'selection-bar', lang: labels.locale, tabIndex: -1, ...keeping, children }
  return part('div', bar, props)
}

function Inside({ labels, say }: { readonly labels: Labels; readonly say: (words: string) => void }) {
  const selection = useFetchSelection()
  const [isAsking, setIsAsking] = useState(false)
  if (selection === null) return null
  const { selection: phrases, actions, counted, format } = labels
  const count = selection.selected.size
  const removable = selection.idsFor('remove')
  if (isAsking && removable.length === 0) setIsAsking(false)
  const told: { readonly [action in FetchAction]?: (count: number) => string } = {
    pause: counted.paused,
    resume: counted.pending,
    remove: phrases.removed,
  }
  const onDone = (action: FetchAction) => (done: number) => {
    const words = done === 0 ? undefined : told[action]?.(done)
    if (words !== undefined) say(words)
  }
  if (isAsking) {
    return (
      <RemovalQuestion
        labels={labels}
        question={<Question ids={removable} labels={labels} />}
        onKeep={() => setIsAsking(false)}
      >
        <FetchSelectionAction
          action="remove"
          data-danger=""
          onClick={() => setIsAsking(false)}
          onDone={onDone('remove')}
        >
          {actions.remove}
        </FetchSelectionAction>
      </RemovalQuestion>
    )
  }
  return (
    <>
      <FetchSelectionAll aria-label={phrases.all} />
      <span data-longhaul="selection-words" dir={labels.direction}>
        {count === 0 ? phrases.all : phrases.count(count)}
      </span>
      {ACTIONS.map((action) => (
        <FetchSelectionAction
          key={action}
          action={action}
          onDone={onDone(action)}
          onClick={(event) => {
            if (action !== 'remove') return
            event.preventDefault()
            setIsAsking(true)
          }}
        >
          <Glyph name={actionGlyph(action)} />
          <span data-longhaul="item-action-label">{actions[action]}</span>{' '}
          {format.count(selection.idsFor(action).length)}
        </FetchSelectionAction>
      ))}
    </>
  )
}

function Question({ ids, labels }: { readonly ids: readonly string[]; readonly labels: Labels }) {
  const client = useBackgroundFetchClient()
  const bytes = ids.reduce((sum, id) => sum + (client.peek(id)?.downloaded ?? 0), 0)
  return labels.selection.askRemove(ids.length, labels.format.bytes(bytes))
}
