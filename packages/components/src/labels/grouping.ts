import type { BackgroundFetchRecord } from '@longhaul/core'
import { activityOf } from '@longhaul/hooks'
import type { Labels } from './Labels.js'

/** How a list is divided. Keep it the same object between renders. */
export interface FetchGrouping {
  /** The key of a record's group. Asked when a fetch comes, goes or changes status, not when its bytes move. */
  readonly groupOf: (record: BackgroundFetchRecord) => string
  /** Keys in the order their groups stand in; what is not named here comes last. @default as their first fetches stand */
  readonly order?: readonly string[]
  /** The words of a group's heading. */
  readonly titleOf: (key: string, labels: Labels) => string
}

/** What moves, what waits (for its turn, for a connection, for a person), and what has ended. */
export const byActivity: FetchGrouping = {
  groupOf: activityOf,
  order: ['active', 'waiting', 'finished'],
  titleOf: (key, { groups }) => groups[key as keyof Labels['groups']],
}
