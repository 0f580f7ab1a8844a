import type { StoredRequest } from '../adapter.js'
import type { AttemptEnding, RetryPolicy } from '../records/decide.js'
import type { BackgroundFetchFile, BackgroundFetchState, EngineName, ImageResource } from '../types.js'

/** What a list needs of one background fetch. Details (requests, attempts, responses) are kept apart. */
export interface FetchRow {
  readonly id: string
  readonly attempt: number
  /** The attempt that `fetch()` made: what is older belongs to an earlier fetch of the same id. */
  readonly generation: number
  /** The attempt that a person last asked for, by `fetch()` or `retry()`: from here on retries are counted. */
  readonly asked: number
  readonly engine: EngineName
  /** Kept with the job, so that worker and page decide alike. */
  readonly retry: RetryPolicy
  readonly state: BackgroundFetchState
  /** 1 until it ended. A number, because IndexedDB has no boolean keys. */
  readonly live: 0 | 1
  /** `-createdAt`, so that ascending order is newest first and needs no cursor. */
  readonly order: number
  readonly files: readonly BackgroundFetchFile[]
  readonly filesCompleted: number
  /** Of those, how many had changed on their way; absent where an older version wrote the row. */
  readonly filesRestarted?: number
  /** Bytes of the files that are verified and stored. */
  readonly storedBytes: number
  readonly downloadTotalHint: number | null
  readonly uploaded: number
  readonly title: string
  readonly icons: readonly ImageResource[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly settledAt: number | null
}

export interface RequestsRow {
  readonly id: string
  readonly generation: number
  readonly requests: readonly StoredRequest[]
}

export interface AttemptRow {
  readonly id: string
  readonly attempt: number
  /** Places in the record's `files` that this attempt asks for. */
  readonly files: readonly number[]
  /** When the engine took it; `null` while it waits. */
  readonly startedAt: number | null
  readonly ending: AttemptEnding | null
  readonly endedAt: number | null
  readonly filesGained: number
  readonly unattended: boolean
}

/** A response in the store. Nobody is handed its bytes before it is verified. */
export interface ResponseRow {
  readonly id: string
  readonly attempt: number
  readonly file: number
  readonly url: string
  /** Where redirects led; the empty string where the platform does not say. */
  readonly responseUrl: string
  readonly method: string
  readonly status: number
  readonly statusText: string
  readonly headers: readonly (readonly [string, string])[]
  /** Decoded bytes on disk, once verified. */
  readonly size: number | null
  /** Where the store keeps its body. */
  readonly key: string
  readonly verifiedAt: number | null
  /** It changed on the server on its way, and was begun again. */
  readonly isRestarted?: boolean
}

/** A file that an engine of our own has begun. Its bytes are in the store, and only the store knows how many. */
export interface PartialRow {
  readonly id: string
  /** Not the attempt: what is kept serves every retry of the fetch. */
  readonly generation: number
  readonly file: number
  readonly key: string
  /** The engine's own note of which representation the bytes belong to. */
  readonly partial: unknown
  /** The attempt that a person last asked for when a request was sent that may not be sent twice (`FetchRow.asked`). */
  readonly sentFor?: number
}

export interface LeaderRow {
  readonly name: string
  readonly epoch: number
}

/** An ending that the app's worker has not been told of yet. */
export interface OutboxRow {
  readonly id: string
  readonly attempt: number
  /** The fetch as it ended, once a newer attempt has taken its place in `fetches`. */
  readonly ended?: FetchRow
}

/** A removed id: whoever still settles it finds this, and a new fetch of the id counts on from here. */
export interface TombstoneRow {
  readonly id: string
  readonly attempt: number
  readonly removedAt: number
}

/** A row that could not be read, set aside so that the rest still loads. */
export interface DamagedRow {
  readonly table: TableName
  readonly key: string
  readonly row: unknown
}

export interface Rows {
  fetches: FetchRow
  requests: RequestsRow
  attempts: AttemptRow
  responses: ResponseRow
  outbox: OutboxRow
  tombstones: TombstoneRow
  damaged: DamagedRow
  partials: PartialRow
  leaders: LeaderRow
}

export type TableName = keyof Rows

/** Key paths and indexes. Only ever added to: an older worker must still be able to open the database. */
export const SCHEMA: Readonly<
  Record<
    TableName,
    { readonly key: readonly string[]; readonly indexes: Readonly<Record<string, readonly string[]>> }
  >
> = {
  fetches: { key: ['id'], indexes: { newest: ['order', 'id'], live: ['live'] } },
  requests: { key: ['id', 'generation'], indexes: {} },
  attempts: { key: ['id', 'attempt'], indexes: {} },
  responses: { key: ['id', 'attempt', 'file'], indexes: { url: ['url'], key: ['key'] } },
  outbox: { key: ['id', 'attempt'], indexes: {} },
  tombstones: { key: ['id'], indexes: {} },
  damaged: { key: ['table', 'key'], indexes: {} },
  partials: { key: ['id', 'generation', 'file'], indexes: { key: ['key'] } },
  leaders: { key: ['name'], indexes: {} },
}
