'use client'
import { ActionWords } from './ActionWords.js'
import type { FetchAction } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { FetchRemovalQuestion } from './parts/FetchRemovalQuestion.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemAction } from './parts/FetchItemAction.js'
import { FetchItemActions } from './parts/FetchItemActions.js'
import { useQuestion } from './useQuestion.js'

/** Whether an action ends a fetch, or what is left of it. */
const isEnding = (action: FetchAction) => action === 'abort' || action === 'remove'

/**
 * The buttons of a row, at most two: one that makes it go or stand, one that ends it. Removing asks once, in place,
 * where there are bytes on the device.
 */
export function FetchItemControls() {
  const item = useFetchItem()
  const { locale, askRemove, actions, format } = useLabels()
  const { isAsked, ask, onAnswer } = useQuestion(item?.available.includes('remove') === true)
  if (item === null) return null
  const { available, record, titleId } = item
  // One element for actions that take each other's place: the focus stays on it, and so does the pointer.
  const places = {
    going: available.find((action) => !isEnding(action)),
    ending: available.find(isEnding),
  }

  return (
    <FetchItemActions lang={locale}>
      {isAsked ? (
        <FetchRemovalQuestion
          question={askRemove(format.bytes(record.downloaded))}
          titleId={titleId}
          onKeep={onAnswer}
        >
          <FetchItemAction action="remove" data-danger="">
            {actions.remove}
          </FetchItemAction>
        </FetchRemovalQuestion>
      ) : (
        Object.entries(places).map(
          ([place, action]) =>
            action !== undefined && (
              <FetchItemAction
                key={place}
                action={action}
                onClick={action === 'remove' && record.downloaded > 0 ? ask : undefined}
              >
                <ActionWords action={action} />
              </FetchItemAction>
            ),
        )
      )}
    </FetchItemActions>
  )
}
