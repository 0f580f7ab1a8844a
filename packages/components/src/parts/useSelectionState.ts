'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import {
  useBackgroundFetchClient,
  useBackgroundFetchGroups,
  useBackgroundFetchSupport,
} from '@longhaul/hooks'
import { availableActions, canPauseWith } from '../labels/availableActions.js'
import type { FetchAction } from '../labels/Labels.js'
import type { Selection } from './createSelection.js'
import type { FetchSelectionState } from './FetchSelectionContext.js'

/** So many are asked of the client at a time: ten thousand at once would leave the page no room to breathe. */
const AT_ONCE = 50

/** What can be done with a selection of `total`, and what does it. */
export function useSelectionState(selection: Selection, total: number): FetchSelectionState {
  const client = useBackgroundFetchClient()
  const { data: support } = useBackgroundFetchSupport()
  const { subscribe, selected: read, setAll } = selection
  const selected = useSyncExternalStore(subscribe, read, read)
  const filter = useCallback(({ id }: BackgroundFetchRecord) => selected.has(id), [selected])
  const groupOf = useCallback(
    (record: BackgroundFetchRecord) => availableActions(record, canPauseWith(support, record)).join(' '),
    [support],
  )
  const groups = useBackgroundFetchGroups({ filter, groupOf })
  return useMemo((): FetchSelectionState => {
    const idsFor = (action: FetchAction) =>
      groups.flatMap(({ key, ids }) => (key.split(' ').includes(action) ? ids : []))
    return { selected, total, idsFor, act: (action) => actOn(client, action, idsFor(action)), setAll }
  }, [selected, total, groups, client, setAll])
}

async function actOn(
  client: BackgroundFetchClient,
  action: FetchAction,
  ids: readonly string[],
): Promise<number> {
  let done = 0
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const few = ids.slice(from, from + AT_ONCE).map((id): Promise<unknown> => client[action](id))
    // What went away or finished meanwhile is no reason to leave the others.
    // oxlint-disable-next-line no-await-in-loop -- a few at a time is the point
    const answers = await Promise.allSettled(few)
    done += answers.filter((answer) => answer.status === 'fulfilled' && answer.value !== false).length
  }
  return done
}
