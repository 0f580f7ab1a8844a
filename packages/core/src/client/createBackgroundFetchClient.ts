import { createAnnouncements } from '../channel/announcements.js'
import { createLocks } from '../channel/locks.js'
import { BackgroundFetchError } from '../errors.js'
import { toRecord } from '../journal/toRecord.js'
import { createSystemClock } from '../progress/clock.js'
import { DEFAULT_RETRY_POLICY } from '../records/decide.js'
import { checkNamespace, DEFAULT_NAMESPACE } from '../platform/namespace.js'
import { toStoredRequests } from '../records/requests.js'
import { handOut } from '../store/handOut.js'
import type {
  BackgroundFetchClient,
  BackgroundFetchCursor,
  BackgroundFetchRecord,
  StoredRequestLike,
} from '../types.js'
import { createEntries } from './entries.js'
import { checkId, checkOptions, type BackgroundFetchClientOptions } from './options.js'
import { createSession, type Session } from './session.js'
import { findSupport } from './support.js'

/** Enough for a screen and the next; what is older comes by `getPage`. */
const PAGE_SIZE = 50

/**
 * Makes a client. Nothing is touched until the first call or subscription, so it can be made in a module and on a
 * server. Make one per namespace and share it.
 *
 * @throws BackgroundFetchError `invalid-option`
 */
export function createBackgroundFetchClient(
  options: BackgroundFetchClientOptions = {},
): BackgroundFetchClient {
  const namespace = checkNamespace(options.namespace ?? DEFAULT_NAMESPACE)
  const clock = options.clock ?? createSystemClock()
  const entries = createEntries(clock, isOnline)
  const announcements = createAnnouncements(namespace)
  const retry = { ...DEFAULT_RETRY_POLICY, ...options.retry }
  const onStorageError = options.onStorageError ?? (() => {})
  let opening: Promise<Session> | undefined
  let isReady = false
  let isDisposed = false

  const session = (): Promise<Session> => {
    if (isDisposed) return Promise.reject(disposedError())
    opening ??= createSession({
      namespace,
      clock,
      entries,
      announcements,
      locks: createLocks(namespace),
      kind: options.storage ?? (options.adapter ? 'memory' : 'device'),
      adapter: options.adapter,
      registration: options.registration,
      onStorageError,
      onReady: () => {
        isReady = true
      },
    })
    return opening
  }

  /** What a call answers must not be older than the call. */
  const current = (id: string): BackgroundFetchRecord | undefined => {
    entries.flush()
    return entries.peek(id)
  }

  const read = async (id: string): Promise<BackgroundFetchRecord | undefined> => {
    const { journal } = await session()
    if (entries.row(id)) return current(id)
    const row = await journal.get(id)
    return row && toRecord(row)
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
      const page: Awaited<ReturnType<typeof getPage>> = await getPage({ after, limit: 500 })
      records.push(...page.records)
      after = page.next
    } while (after)
    return records
  }

  return {
    async fetch(id, requests, fetchOptions = {}) {
      if (isDisposed) throw disposedError()
      checkId(id)
      const stored = await toStoredRequests(requests, baseUrl())
      const checked = checkOptions(fetchOptions, stored[0]!.url, baseUrl())
      const { journal, engine, scheduler, putRow } = await session()
      const row = await journal.create({
        id,
        engine: engine.adapter.engine,
        requests: stored,
        ...checked,
        retry,
        now: clock.now(),
      })
      if (!row) {
        throw new BackgroundFetchError(
          'duplicate-id',
          `A background fetch with the id “${id}” is under way. Wait for its ending, abort() it, or use another id.`,
        )
      }
      putRow(row)
      await scheduler.start(id)
      return current(id) ?? toRecord(row)
    },
    get: read,
    getAll,
    getPage,
    getIds: async () => (await getAll()).map(({ id }) => id),
    async abort(id) {
      const { abort } = await session()
      return abort(id)
    },
    async retry(id) {
      const { scheduler } = await session()
      const row = await scheduler.retry(id)
      if (!row)
        throw new BackgroundFetchError(
          'unknown-id',
          `There is no background fetch with the id “${id}” to retry. Start it with fetch().`,
        )
      return current(id) ?? toRecord(row)
    },
    async pause(id) {
      const { engine } = await session()
      if (!engine.adapter.capabilities.pause) throw noPauseError()
      return engine.adapter.pause(id)
    },
    async resume(id) {
      const { engine } = await session()
      if (!engine.adapter.capabilities.pause) throw noPauseError()
      return engine.adapter.resume(id)
    },
    async remove(id) {
      const { remove } = await session()
      return remove(id)
    },
    async match(id, request) {
      const { journal, store } = await session()
      const url = toUrl(request)
      const rows = await journal.stored(id)
      const row = rows.find((candidate) => candidate.url === url)
      return row && handOut(store, row)
    },
    async matchAll(id) {
      const { journal, store } = await session()
      const responses = await Promise.all((await journal.stored(id)).map((row) => handOut(store, row)))
      return responses.filter((response) => response !== undefined)
    },
    subscribe(listener) {
      if (isDisposed) throw disposedError()
      session().catch(onStorageError)
      return entries.subscribe(listener)
    },
    peek: entries.peek,
    peekIds: entries.peekIds,
    async ready() {
      await session()
    },
    get isReady() {
      return isReady
    },
    async support() {
      const isServer = typeof window === 'undefined' && !options.adapter
      return findSupport(isServer ? undefined : await session())
    },
    dispose() {
      if (isDisposed) return
      isDisposed = true
      void opening?.then((opened) => opened.dispose()).catch(() => undefined)
      entries.dispose()
      announcements.close()
    },
  }
}

function isOnline(): boolean {
  // Only a clear "no" counts: some environments have a navigator that does not say.
  return typeof navigator === 'undefined' || (navigator.onLine as boolean | undefined) !== false
}

function baseUrl(): string {
  return typeof document === 'undefined' ? globalThis.location?.href : document.baseURI
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

function disposedError(): BackgroundFetchError {
  return new BackgroundFetchError(
    'client-disposed',
    'This client was disposed and no longer listens. Make a new one with createBackgroundFetchClient().',
  )
}

function noPauseError(): BackgroundFetchError {
  return new BackgroundFetchError(
    'not-supported',
    'The browser’s own Background Fetch has no pause. Look at support().capabilities.pause before you show the button.',
  )
}
