import { digest } from '../store/digest.js'
import { isWorkerMessage, PROTOCOL, type WorkerHello } from '../channel/handshake.js'
import { BackgroundFetchError } from '../errors.js'
import type { FetchRow } from '../journal/rows.js'
import { toRecord } from '../journal/toRecord.js'
import { checkNamespace, DEFAULT_NAMESPACE } from '../platform/namespace.js'
import { fromPlatformId } from '../platform/platformId.js'
import type { PlatformEvent } from '../platform/types.js'
import { deliverOutbox, type OnSettled } from '../settlement/deliver.js'
import { settleAborted, settleRegistration, type SettleInit } from '../settlement/settle.js'
import type { BackgroundFetchRecord, ImageResource } from '../types.js'
import { openPage, type PageOption } from './click.js'
import { createWorkerContext, type WorkerContext } from './context.js'

export interface ListenOptions {
  /** The client's namespace. @default 'default' */
  readonly namespace?: string
  /**
   * Called with each ending and the responses that are stored, at least once; `record.attempt` tells repeats. The
   * worker is kept alive until its promise settles (the browser allows about five minutes).
   */
  readonly onSettled?: OnSettled
  /** What the browser's own notification says at the end. `null` leaves it as it is. @default an English sentence */
  readonly updateUI?: (
    record: BackgroundFetchRecord,
  ) => { title?: string; icons?: readonly ImageResource[] } | null
  /** The page that a click on the notification opens or focuses; same origin only. @default the worker's scope */
  readonly page?: PageOption
  /** The journal or the store could not be written. */
  readonly onStorageError?: (error: unknown) => void
}

/**
 * Takes the ends of background fetches home: stores each response, verifies it from disk, commits, tells every tab and
 * then the app. Call it at the top level of the worker's script, at once: a browser starts the worker for an event and
 * dispatches it to the listeners that are there when the script has run.
 *
 * @throws BackgroundFetchError `listener-too-late`, `invalid-option`
 */
export function listenForBackgroundFetches(
  scope: ServiceWorkerGlobalScope,
  options: ListenOptions = {},
): void {
  checkInTime(scope)
  const context = createWorkerContext(
    checkNamespace(options.namespace ?? DEFAULT_NAMESPACE),
    options.onStorageError,
  )
  const listen = (
    type: string,
    handle: (event: PlatformEvent, of: { id: string; attempt: number }) => Promise<void>,
  ) => {
    scope.addEventListener(type, (plain) => {
      const event = plain as PlatformEvent
      const of = fromPlatformId(context.namespace, event.registration.id)
      if (of) event.waitUntil(handle(event, of))
    })
  }
  const settler = toSettler(scope, context, options)
  const report = (error: unknown): never => {
    options.onStorageError?.(error)
    throw error
  }
  const settled = async (event: PlatformEvent, row: FetchRow | null, id: string) => {
    context.announcements.announce({ type: 'changed', id })
    try {
      if (row) await showOutcome(event, row, options)
    } finally {
      await deliverOutbox(context, options.onSettled)
    }
  }
  const settle = async (event: PlatformEvent, of: { id: string; attempt: number }) => {
    const row = await settleRegistration(event.registration, of, settler).catch(report)
    await settled(event, row, of.id)
  }
  listen('backgroundfetchsuccess', settle)
  listen('backgroundfetchfail', settle)
  listen('backgroundfetchabort', async (event, of) => {
    await settleAborted(of, settler).catch(report)
    await settled(event, null, of.id)
  })
  listen('backgroundfetchclick', async (_event, { id }) => {
    // Without the journal a click still leads somewhere.
    const row = await context.journal.get(id).catch((error: unknown) => {
      options.onStorageError?.(error)
      return undefined
    })
    await openPage(scope, row && toRecord(row), options.page)
  })
  scope.addEventListener('message', (event) => {
    if (!isWorkerMessage(event.data, context.namespace)) return
    event.stopImmediatePropagation()
    const hello: WorkerHello = { longhaul: 'listening', protocol: PROTOCOL }
    event.ports[0]?.postMessage(hello)
    event.waitUntil(deliverOutbox(context, options.onSettled))
  })
}

/**
 * While the script runs for the first time the worker's state is `'parsed'`, and later starts may find it `'installed'`
 * (a message to the waiting worker), `'activating'` or `'activated'`. Only in `'installing'` the script is over for sure.
 */
function checkInTime({ serviceWorker }: ServiceWorkerGlobalScope): void {
  const state = (serviceWorker as ServiceWorker | undefined)?.state
  if (state !== 'installing') return
  throw new BackgroundFetchError(
    'listener-too-late',
    `listenForBackgroundFetches() was called when the worker was installing already, so events would be missed. Call it at the top level of the worker's script, before any await.`,
  )
}

function toSettler(
  scope: ServiceWorkerGlobalScope,
  { journal, store, locks }: WorkerContext,
  { onStorageError }: ListenOptions,
): SettleInit {
  return {
    onStorageError,
    journal,
    store,
    locks,
    now: () => Date.now(),
    digest,
    async isUnattended() {
      const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
      return pages.length === 0
    },
  }
}

/** Best effort: `updateUI` may be called once, not in an abort, and only while the event lives. */
async function showOutcome(
  event: PlatformEvent,
  row: FetchRow,
  { updateUI = defaultUI }: ListenOptions,
): Promise<void> {
  const ui = updateUI(toRecord(row))
  if (ui) await event.updateUI?.(ui).catch(() => undefined)
}

function defaultUI({ status, title }: BackgroundFetchRecord): { title: string } {
  if (status === 'completed') return { title: `${title}: on this device` }
  if (status === 'failed') return { title: `${title}: download failed` }
  return { title: `${title}: goes on when you come back` }
}
