import { BackgroundFetchManager } from './BackgroundFetchManager.js'
import { BackgroundFetchRecord } from './BackgroundFetchRecord.js'
import { BackgroundFetchRegistration } from './BackgroundFetchRegistration.js'
import type { EventInterfaces } from './events.js'
import type { WorkerRegistration } from './face.js'
import { createEventHandler } from './idl.js'
import { markInstalled } from './mark.js'

/** Section 7.1.1 "Events". */
const EVENT_TYPES = [
  'backgroundfetchsuccess',
  'backgroundfetchfail',
  'backgroundfetchabort',
  'backgroundfetchclick',
] as const

/** Web IDL, "Interface object": writable and configurable, but nobody who lists the globals meets them. */
export function defineInterfaces(scope: object, events: EventInterfaces | null): void {
  const types = { BackgroundFetchManager, BackgroundFetchRegistration, BackgroundFetchRecord, ...events }
  for (const [name, value] of Object.entries(types)) {
    Object.defineProperty(scope, name, { value, writable: true, configurable: true, enumerable: false })
  }
}

/** Section 7.2 "Extensions to ServiceWorkerRegistration": one manager for each registration. */
export function defineManagers(
  prototype: object,
  create: (registration: WorkerRegistration) => BackgroundFetchManager,
): void {
  const managers = new WeakMap<WorkerRegistration, BackgroundFetchManager>()
  const descriptor = {
    get backgroundFetch() {
      const registration = this as unknown as WorkerRegistration
      if (!Object.prototype.isPrototypeOf.call(prototype, registration))
        throw new TypeError('Illegal invocation')
      const manager = managers.get(registration) ?? create(registration)
      managers.set(registration, manager)
      return manager
    },
  }
  const property = Object.getOwnPropertyDescriptor(descriptor, 'backgroundFetch')!
  markInstalled(property.get!)
  Object.defineProperty(prototype, 'backgroundFetch', property)
}

/** Section 7.1 "Extensions to ServiceWorkerGlobalScope". */
export function defineEventHandlers(scope: EventTarget): void {
  for (const type of EVENT_TYPES) {
    Object.defineProperty(scope, `on${type}`, {
      ...createEventHandler(scope, type),
      enumerable: true,
      configurable: true,
    })
  }
}
