import { BackgroundFetchRegistration } from './BackgroundFetchRegistration.js'
import { invalidState } from './exceptions.js'
import { checkArguments, shapeInterface, toDictionary } from './idl.js'
import type { Lifetime } from './lifetime.js'
import { toUIOptions, type UIOptions } from './toOptions.js'

export interface BackgroundFetchEventInit extends EventInit {
  readonly registration: BackgroundFetchRegistration
}

type EventClass = new (type: string, init?: EventInit) => Event

export interface BackgroundFetchEvent extends Event {
  readonly registration: BackgroundFetchRegistration
}

export interface BackgroundFetchUpdateUIEvent extends BackgroundFetchEvent {
  updateUI(options?: UIOptions): Promise<void>
}

type EventConstructor<Type> = new (type: string, init: BackgroundFetchEventInit) => Type

export interface EventInterfaces {
  readonly BackgroundFetchEvent: EventConstructor<BackgroundFetchEvent>
  readonly BackgroundFetchUpdateUIEvent: EventConstructor<BackgroundFetchUpdateUIEvent>
}

const lifetimes = new WeakMap<Event, Lifetime>()

/**
 * Sections 7.6 and 7.7: the events of a worker. Made on demand, because only a service worker has the class that they
 * extend.
 */
export function createEventInterfaces(ExtendableEvent: EventClass): EventInterfaces {
  class BackgroundFetchEvent extends ExtendableEvent {
    readonly #registration: BackgroundFetchRegistration

    static {
      shapeInterface(this, 'BackgroundFetchEvent')
    }

    constructor(type: string, init: BackgroundFetchEventInit) {
      checkArguments(arguments, 2, 'BackgroundFetchEvent')
      const { registration } = toDictionary(init, 'init')
      if (!(registration instanceof BackgroundFetchRegistration))
        throw new TypeError('registration is not a BackgroundFetchRegistration.')
      super(type, init)
      this.#registration = registration
    }

    get registration(): BackgroundFetchRegistration {
      return this.#registration
    }
  }

  class BackgroundFetchUpdateUIEvent extends BackgroundFetchEvent {
    #isUpdated = false

    static {
      shapeInterface(this, 'BackgroundFetchUpdateUIEvent')
    }

    /** Section 7.7.1 "updateUI()". There is no UI of the browser here, so what is checked is all that is done. */
    async updateUI(options: UIOptions = {}): Promise<void> {
      toUIOptions(options)
      if (this.#isUpdated || !lifetimes.get(this)?.isActive)
        throw invalidState('The UI can be updated once, while the event lives.')
      this.#isUpdated = true
    }
  }
  return { BackgroundFetchEvent, BackgroundFetchUpdateUIEvent }
}

/** Fires an event whose `waitUntil` is ours: that of an event which script has made throws in every browser. */
export async function fire(target: EventTarget, event: Event, lifetime: Lifetime): Promise<void> {
  lifetimes.set(event, lifetime)
  Object.defineProperty(event, 'waitUntil', {
    value: (promise: unknown) => lifetime.waitUntil(promise),
    configurable: true,
  })
  target.dispatchEvent(event)
  lifetime.dispatched()
  await lifetime.over
}
