'use client'
import type { BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { actionsWith, type BackgroundFetchAction } from './availableActions.js'
import { createSelection, type SelectedRows } from './createSelection.js'
import { useBackgroundFetchClient } from './useBackgroundFetchClient.js'
import { useBackgroundFetchGroups } from './useBackgroundFetchGroups.js'
import { useBackgroundFetchSupport } from './useBackgroundFetchSupport.js'

/** Which of a list are selected, and what can be done with them. */
export interface BackgroundFetchSelection {
  readonly selected: ReadonlySet<string>
  /** Of how many. */
  readonly total: number
  /** Those of the selected for which an action would do something now. */
  readonly idsFor: (action: BackgroundFetchAction) => readonly string[]
  /** How many bytes of these are on the device. */
  readonly bytesFor: (action: BackgroundFetchAction) => number
  /** Does it to all of these. Resolves with how many it was done to. */
  readonly act: (action: BackgroundFetchAction) => Promise<number>
  readonly setAll: (isSelected: boolean) => void
  /** For rows, with `useIsSelected`: the same object all along, so that a row hears of its own id alone. */
  readonly rows: SelectedRows
}

/** So many are asked of the client at a time: ten thousand at once would leave the page no room to breathe. */
const AT_ONCE = 50

/**
 * A selection among `ids`, in the order of the rows: of what `useBackgroundFetchIds` gives, say. What leaves `ids` is not
 * selected any more; whatever else happens to a fetch, it stays selected. Renders whenever the selection changes, or what
 * can be done with it: not for rows.
 */
export function useBackgroundFetchSelection(ids: readonly string[]): BackgroundFetchSelection {
  const client = useBackgroundFetchClient()
  const { data: support } = useBackgroundFetchSupport()
  const [rows] = useState(createSelection)
  useLayoutEffect(() => rows.setIds(ids), [rows, ids])
  const selected = useSyncExternalStore(rows.subscribe, rows.selected, rows.selected)
  const filter = useCallback(({ id }: BackgroundFetchRecord) => selected.has(id), [selected])
  const groupOf = useCallback(
    (record: BackgroundFetchRecord) => actionsWith(support, record).join(' '),
    [support],
  )
  const groups = useBackgroundFetchGroups({ filter, groupOf })
  const idsFor = (action: BackgroundFetchAction) =>
    groups.flatMap(({ key, ids: members }) => (key.split(' ').includes(action) ? members : []))
  return {
    selected,
    total: ids.length,
    idsFor,
    bytesFor: (action) => idsFor(action).reduce((sum, id) => sum + (client.peek(id)?.downloaded ?? 0), 0),
    act: (action) => actOn(client, action, idsFor(action)),
    setAll: rows.setAll,
    rows,
  }
}

const nobody = () => () => {}

/** Whether the fetch of this id is selected: renders for that alone. `false` where there is no selection. */
export function useIsSelected(rows: SelectedRows | undefined, id: string | undefined): boolean {
  const isSelected = () => rows !== undefined && id !== undefined && rows.selected().has(id)
  return useSyncExternalStore(rows?.subscribe ?? nobody, isSelected, isSelected)
}

async function actOn(
  client: BackgroundFetchClient,
  action: BackgroundFetchAction,
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
