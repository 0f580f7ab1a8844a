'use client'
import { useSpokenWords } from '@longhaul/hooks'
import { ActionWords } from './ActionWords.js'
import type { FetchAction, Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { FetchSelectionAction } from './parts/FetchSelectionAction.js'
import { FetchSelectionAll } from './parts/FetchSelectionAll.js'
import { useFetchSelection } from './parts/FetchSelectionContext.js'
import { part, type PartProps } from './parts/part.js'
import { useFocusKept } from './parts/useFocusKept.js'
import { FetchRemovalQuestion } from './parts/FetchRemovalQuestion.js'
import { useQuestion } from './useQuestion.js'
import { Words } from './Words.js'

const ACTIONS: readonly FetchAction[] = ['pause', 'resume', 'retry', 'abort', 'remove']

/** Props of {@link FetchSelectionBar}. */
export type FetchSelectionBarProps = PartProps<'div'> & { readonly labels?: Labels | undefined }

/**
 * Selects all, and does to the selected what can be done to them: a button says to how many. Removing asks once. Made of
 * the public parts, and of glyphs, inside of a `FetchSelectionRoot`.
 */
export function FetchSelectionBar({ labels: own, ...props }: FetchSelectionBarProps) {
  const labels = useLabels(own)
  const [words, say] = useSpokenWords()
  const children = (
    <LabelsProvider labels={labels}>
      <Inside say={say} />
      {/* What began, ended or was cancelled is the announcer's to tell. */}
      <Words data-longhaul="announcer" role="status">
        {words}
      </Words>
    </LabelsProvider>
  )
  const keeping = useFocusKept('button, input')
  const bar = { 'data-longhaul': 'selection-bar', lang: labels.locale, tabIndex: -1, ...keeping, children }
  return part('div', bar, props)
}

function Inside({ say }: { readonly say: (words: string) => void }) {
  const selection = useFetchSelection()
  const { selection: phrases, actions, counted, format, direction } = useLabels()
  const removable = selection?.idsFor('remove').length ?? 0
  const { isAsked, ask, onAnswer } = useQuestion(removable > 0)
  if (selection === null) return null
  const count = selection.selected.size
  const told: { readonly [action in FetchAction]?: (count: number) => string } = {
    pause: counted.paused,
    resume: counted.pending,
    remove: phrases.removed,
  }
  const onDone = (action: FetchAction) => (done: number) => {
    if (done > 0 && told[action] !== undefined) say(told[action](done))
  }
  if (isAsked) {
    const question = phrases.askRemove(removable, format.bytes(selection.bytesFor('remove')))
    return (
      <FetchRemovalQuestion question={question} onKeep={onAnswer}>
        <FetchSelectionAction action="remove" data-danger="" onClick={onAnswer} onDone={onDone('remove')}>
          {actions.remove}
        </FetchSelectionAction>
      </FetchRemovalQuestion>
    )
  }
  return (
    <>
      <FetchSelectionAll aria-label={phrases.all} />
      <span data-longhaul="selection-words" dir={direction}>
        {count === 0 ? phrases.all : phrases.count(count)}
      </span>
      <div data-longhaul="selection-actions">
        {ACTIONS.map((action) => (
          <FetchSelectionAction
            key={action}
            action={action}
            onDone={onDone(action)}
            onClick={action === 'remove' ? ask : undefined}
          >
            <ActionWords action={action} /> {format.count(selection.idsFor(action).length)}
          </FetchSelectionAction>
        ))}
      </div>
    </>
  )
}
