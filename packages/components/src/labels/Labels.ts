import type {
  BackgroundFetchFailure,
  BackgroundFetchStatus,
  FailureReason,
  InterruptionReason,
} from '@longhaul/core'
import type {
  BackgroundFetchAction,
  BackgroundFetchActivity,
  BackgroundFetchPromise,
  BackgroundFetchQueuePlace,
  FileState,
} from '@longhaul/hooks'
import type { Format } from '../format/createFormat.js'

/** What a person can ask of a fetch. The order is the one the buttons stand in. */
export type FetchAction = BackgroundFetchAction

/** Where a queued fetch stands. */
export type QueuePlace = BackgroundFetchQueuePlace

/** What a phrase about an interruption may need. */
export interface InterruptionFacts {
  readonly needsUser: boolean
  /** Seconds to the next attempt; `null` where none is planned. */
  readonly secondsToNext: number | null
}

/** Titles of the fetches that began or ended since the last announcement. Never empty. */
export type Titles = readonly [string, ...string[]]

/**
 * Every word that the components show or speak, as functions of data, in one language. A language is one file that
 * exports a value of this type: a missing word is a type error. Change single words by spreading:
 * `{ ...en, empty: 'Nothing on the shelf' }`.
 */
export interface Labels {
  /** BCP 47 language tag. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly format: Format

  /** "24.1 of 60 MB", or "24.1 MB" where `total` is `null`. Bytes. */
  readonly amount: (done: number, total: number | null) => string
  /** Bytes on their way up, before the answer comes. */
  readonly sent: (done: number, total: number | null) => string
  readonly files: (done: number, total: number) => string
  readonly timeLeft: (seconds: number) => string

  readonly queued: (place: QueuePlace | null) => string
  readonly starting: string
  readonly verifying: string
  readonly storing: string
  readonly interrupted: { readonly [reason in InterruptionReason]: (facts: InterruptionFacts) => string }
  /** `amount` is what `amount()` said, or `null` before the first byte. */
  readonly paused: (amount: string | null) => string
  /** Both are formatted; either may be `null`. */
  readonly completed: (size: string | null, when: string | null) => string
  readonly aborted: string
  readonly failed: { readonly [reason in FailureReason]: (failure: BackgroundFetchFailure) => string }
  /** What retry will fetch again, as a sentence: the files that are not on the device yet. */
  readonly retryFetches: (missing: number, total: number) => string

  readonly actions: { readonly [action in FetchAction]: string }
  /** Asked in place before finished bytes are deleted. `size` is formatted. */
  readonly askRemove: (size: string) => string
  readonly keep: string

  /** Many at once. `one` stands before a title, `size` is formatted; the counts are never 0. */
  readonly selection: {
    readonly all: string
    readonly one: string
    readonly count: (count: number) => string
    readonly askRemove: (count: number, size: string) => string
    readonly removed: (count: number) => string
  }

  /** On the download button: of what is not here yet, and of what is. */
  readonly start: string
  readonly open: string

  /** Name of the list. */
  readonly list: string
  readonly empty: string
  /** Where there are some, and the filter lets none of them through. */
  readonly noMatch: string
  readonly loading: string
  /** Headings of `byActivity`. */
  readonly groups: { readonly [activity in BackgroundFetchActivity]: string }

  /** Name of the bar over all fetches, and how many stand how. Never called with 0. */
  readonly summary: string
  readonly counted: { readonly [status in BackgroundFetchStatus]: (count: number) => string }

  readonly history: { readonly name: string; readonly empty: string; readonly failed: string }

  /** Name of the list of files, and how a file of it stands. */
  readonly fileList: string
  readonly file: { readonly [state in FileState]: string }

  readonly storage: {
    readonly name: string
    /** Both sizes are formatted. */
    readonly used: (size: string) => string
    readonly free: (size: string) => string
    /** Name of the list of what takes room, and its last line: whatever belongs to no fetch. */
    readonly byFetch: string
    readonly rest: string
    /** On the button that asks the browser not to clear this site's storage, and what came of it. */
    readonly keep: string
    readonly asking: string
    readonly kept: string
    readonly refused: string
    readonly unanswered: string
  }

  readonly announce: {
    readonly [event in 'started' | 'completed' | 'failed' | 'aborted']: (titles: Titles) => string
  }
  /** What a browser can promise, a sentence each. */
  readonly support: { readonly [promise in BackgroundFetchPromise]: string }
}
