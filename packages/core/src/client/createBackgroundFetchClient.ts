import { createAnnouncements } from '../channel/announcements.js'
import { createLocks } from '../channel/locks.js'
import { BackgroundFetchError } from '../errors.js'
import type { NewFetch } from '../journal/begin.js'
import type { Journal } from '../journal/journal.js'
import type { FetchRow } from '../journal/rows.js'
import { toRecord } from '../journal/toRecord.js'
import { createSystemClock } from '../progress/clock.js'
import { checkNamespace, DEFAULT_NAMESPACE } from '../platform/namespace.js'
import { isOnline } from '../platform/network.js'
import { DEFAULT_RETRY_POLICY } from '../records/decide.js'
import { toStoredRequests } from '../records/requests.js'
import { insist } from '../store/insist.js'
import type { BackgroundFetchClient } from '../types.js'
import { baseUrl } from './baseUrl.js'
import { createEntries } from './entries.js'
import { checkId, checkOptions, type BackgroundFetchClientOptions } from './options.js'
import { createReads } from './reads.js'
import { createSession, type Session } from './session.js'
import { findSupport } from './support.js'

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
      choice: options.engine ?? 'auto',
      fallback: options.fallback,
      registration: options.registration,
      onStorageError,
      onReady: () => {
        isReady = true
      },
    })
    // A device that would not open now may open the next time.
    opening.catch(() => {
      opening = undefined
    })
    return opening
  }

  const reads = createReads(session, entries)
  const { current } = reads

  return {
    async fetch(id, requests, fetchOptions = {}) {
      if (isDisposed) throw disposedError()
      checkId(id)
      const stored = await toStoredRequests(requests, baseUrl())
      const checked = checkOptions(fetchOptions, stored[0]!.url, baseUrl())
      const { journal, engine, scheduler, putRow } = await session()
      const job = {
        id,
        engine: engine.adapter.engine,
        requests: stored,
        ...checked,
        retry,
        now: clock.now(),
      }
      const row = await insist(clock, (isAgain) => create(job, journal, isAgain))
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
    ...reads.calls,
    async abort(id) {
      const { abort } = await session()
      return abort(id)
    },
    async retry(id) {
      const { scheduler, engine } = await session()
      const row = await scheduler.retry(id)
      if (!row)
        throw new BackgroundFetchError(
          'unknown-id',
          `There is no background fetch with the id “${id}” to retry. Start it with fetch().`,
        )
      // Waiting for room it is under way as ever, and looks now. What is paused stays so.
      if (row.engine === 'fallback' && row.state.status === 'pending') await engine.adapter.resume(id)
      return current(id) ?? toRecord(row)
    },
    async pause(id) {
      const { pause } = await session()
      return pause(id)
    },
    async resume(id) {
      const { resume } = await session()
      return resume(id)
    },
    async remove(id) {
      const { remove } = await session()
      return remove(id)
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

/** `null` where somebody has that id. What a try has left that was said to have failed is our own. */
async function create(job: NewFetch, journal: Journal, isAgain: boolean): Promise<FetchRow | null> {
  const row = await journal.create(job)
  if (row || !isAgain) return row
  const found = await journal.get(job.id)
  return found?.createdAt === job.now ? found : null
}

function disposedError(): BackgroundFetchError {
  return new BackgroundFetchError(
    'client-disposed',
    'This client was disposed. Make a new one with createBackgroundFetchClient().',
  )
}
