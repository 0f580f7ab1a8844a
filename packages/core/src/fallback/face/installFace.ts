import { DEFAULT_NAMESPACE, checkNamespace } from '../../platform/namespace.js'
import { createManager } from './createFallbackManager.js'
import { defineEventHandlers, defineInterfaces, defineManagers } from './defineInterfaces.js'
import { createEventInterfaces } from './events.js'
import type { Face } from './face.js'
import { managerNamespace } from './jobId.js'
import { isInstalledByUs } from './mark.js'
import { listenToPages, type WorkerParts, type WorkerScope } from './workerListener.js'

/** The global object of a page, a worker or a service worker. */
export type InstallScope = object

/** Opens what managers share, in a page or in a service worker. */
export interface Openers {
  page(namespace: string): Promise<Face>
  worker(namespace: string, scope: WorkerScope): Promise<WorkerParts>
  /** Whether a page has something to go on with, so that it may not wait until it is asked. */
  hasWork(namespace: string): Promise<boolean>
}

export interface InstallInit {
  readonly namespace?: string | undefined
  readonly force?: boolean | undefined
  readonly openers: Openers
  readonly onError: (error: unknown) => void
}

type Globals = InstallScope & {
  readonly ServiceWorkerRegistration?: { readonly prototype: object }
  readonly ExtendableEvent?: new (type: string, init?: EventInit) => Event
  readonly skipWaiting?: unknown
}

/** Defines what is missing; `false` where there is nothing to do. */
export function installFace(scope: InstallScope, init: InstallInit): boolean {
  const globals: Globals = scope
  const namespace = managerNamespace(checkNamespace(init.namespace ?? DEFAULT_NAMESPACE))
  const prototype = globals.ServiceWorkerRegistration?.prototype
  if (isInstalledByUs(globals) || (hasManager(globals) && !init.force)) return false
  if (globals.ExtendableEvent && globals.skipWaiting) {
    installInWorker(globals as Globals & WorkerScope, globals.ExtendableEvent, namespace, init)
    return true
  }
  defineInterfaces(scope, null)
  const face = once(() => init.openers.page(namespace))
  if (prototype) defineManagers(prototype, (registration) => createManager(face, registration))
  // What was under way when the last page closed goes on before anybody asks.
  if (prototype) goOn(namespace, face, init).catch(init.onError)
  return true
}

async function goOn(namespace: string, face: () => Promise<Face>, { openers }: InstallInit): Promise<void> {
  if (await openers.hasWork(namespace)) await face()
}

function installInWorker(
  scope: Globals & WorkerScope,
  ExtendableEvent: NonNullable<Globals['ExtendableEvent']>,
  namespace: string,
  { openers, onError }: InstallInit,
): void {
  const interfaces = createEventInterfaces(ExtendableEvent)
  const open = once(() => openers.worker(namespace, scope))
  listenToPages(scope, namespace, interfaces, open, onError)
  defineInterfaces(scope, interfaces)
  defineEventHandlers(scope)
  const face = async () => (await open()).face
  const { prototype } = scope.ServiceWorkerRegistration!
  defineManagers(prototype, (registration) => createManager(face, registration))
}

function hasManager(globals: Globals): boolean {
  const prototype = globals.ServiceWorkerRegistration?.prototype
  // A worker of another kind may have the interfaces alone.
  return prototype ? 'backgroundFetch' in prototype : 'BackgroundFetchManager' in globals
}

/** What could not be opened is tried again at the next use. */
function once<Value>(open: () => Promise<Value>): () => Promise<Value> {
  let opening: Promise<Value> | undefined
  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
}
