import { isWorkerMessage, PROTOCOL, type WorkerHello } from '../../channel/handshake.js'
import type { Locks } from '../../channel/locks.js'
import type { Journal } from '../../journal/journal.js'
import { deliverEvents, fireClick, type DeliverInit } from './deliverEvents.js'
import type { EventInterfaces } from './events.js'
import type { Face } from './face.js'

/** A service worker's global scope, as far as it is used here. */
export interface WorkerScope extends EventTarget {
  readonly registration: { readonly scope: string; readonly active: unknown }
}

/** Page to worker: the app's own list was clicked where a browser would show its UI. */
export interface ClickMessage {
  readonly longhaul: 'click'
  readonly namespace: string
  readonly jobId: string
}

/** What the worker has opened, at its first message. */
export interface WorkerParts {
  readonly face: Face
  readonly journal: Journal
  readonly locks: Locks
}

interface MessageEventLike extends Event {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
  waitUntil(promise: Promise<unknown>): void
}

/**
 * Dispatches the worker's events when a page says that there are some. What their own `waitUntil` collects keeps the
 * message event alive; and no listener of the app hears of our messages, as long as this one was registered first.
 */
export function listenToPages(
  target: WorkerScope,
  namespace: string,
  interfaces: EventInterfaces,
  open: () => Promise<WorkerParts>,
  onError: (error: unknown) => void,
): void {
  const deliver = (event: MessageEventLike, work: (init: DeliverInit) => Promise<void>) => {
    event.stopImmediatePropagation()
    const { scope } = target.registration
    event.waitUntil(
      open()
        .then((parts) => work({ ...parts, target, scope, interfaces }))
        .catch(onError),
    )
  }
  target.addEventListener('message', (plain) => {
    const event = plain as MessageEventLike
    const { data } = event
    if (isClickMessage(data, namespace)) deliver(event, (init) => fireClick(data.jobId, init))
    if (!isWorkerMessage(data, namespace)) return
    const hello: WorkerHello = { longhaul: 'listening', protocol: PROTOCOL }
    event.ports[0]?.postMessage(hello)
    deliver(event, deliverEvents)
  })
}

function isClickMessage(data: unknown, namespace: string): data is ClickMessage {
  if (typeof data !== 'object' || data === null) return false
  const { longhaul, namespace: of, jobId } = data as Partial<ClickMessage>
  return longhaul === 'click' && of === namespace && typeof jobId === 'string'
}
