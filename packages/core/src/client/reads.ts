import { BackgroundFetchError } from '../errors.js'
import { toRecord } from '../journal/toRecord.js'
import { handOut } from '../store/handOut.js'
import type {
  BackgroundFetchClient,
  BackgroundFetchCursor,
  BackgroundFetchRecord,
  StoredRequestLike,
} from '../types.js'
import { baseUrl } from './baseUrl.js'
import type { Entries } from './entries.js'
import type { Session } from './session.js'

/** Enough for a screen and the next; what is older comes by `getPage`. */
const PAGE_SIZE = 50

/** Rows that are read at once where all are asked for. */
const CHUNK_SIZE = 500

export interface Reads {
  /** The record of a loaded id, no older than the call. */
  current(id: string): BackgroundFetchRecord | undefined
  readonly calls: Pick<BackgroundFetchClient, 'get' | 'getPage' | 'getAll' | 'getIds' | 'match' | 'matchAll'>
}

/** The client's questions. None of them changes anything. */
export function createReads(session: () => Promise<Session>, entries: Entries): Reads {
  const current = (id: string): BackgroundFetchRecord | undefined => {
    entries.flush()
    return entries.peek(id)
  }

  const getPage: BackgroundFetchClient['getPage'] = async ({ after = null, limit = PAGE_SIZE } = {}) => {
    const { journal } = await session()
    const { rows, next } = await journal.page(after, limit)
    return { records: rows.map((row) => current(row.id) ?? toRecord(row)), next }
  }

  const getAll = async (): Promise<readonly BackgroundFetchRecord[]> => {
    const records: BackgroundFetchRecord[] = []
    let after: BackgroundFetchCursor | null = null
    do {
      const page: Awaited<ReturnType<typeof getPage>> = await getPage({ after, limit: CHUNK_SIZE })
      records.push(...page.records)
      after = page.next
    } while (after)
    return records
  }

  const calls: Reads['calls'] = {
    async get(id) {
      const { journal } = await session()
      if (entries.row(id)) return current(id)
      const row = await journal.get(id)
      return row && toRecord(row)
    },
    getPage,
    getAll,
    getIds: async () => (await getAll()).map(({ id }) => id),
    async match(id, request) {
      const { journal, store } = await session()
      const url = toUrl(request)
      const row = (await journal.stored(id)).find((candidate) => candidate.url === url)
      return row && handOut(store, row)
    },
    async matchAll(id) {
      const { journal, store } = await session()
      const rows = await journal.stored(id)
      const responses = await Promise.all(rows.map((row) => handOut(store, row)))
      return responses.filter((response) => response !== undefined)
    },
  }
  return { current, calls }
}

function toUrl(request: StoredRequestLike): string {
  const text = request instanceof Request ? request.url : String(request)
  if (!URL.canParse(text, baseUrl())) {
    throw new BackgroundFetchError(
      'invalid-url',
      `“${text}” is not a URL. Pass one of the fetch's own, absolute or relative to the page.`,
    )
  }
  const url = new URL(text, baseUrl())
  url.hash = ''
  return url.href
}
