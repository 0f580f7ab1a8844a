import type { BackgroundFetchRecord } from './BackgroundFetchRecord.js'
import {
  checkArguments,
  checkConstruct,
  createEventHandler,
  shapeInterface,
  type EventHandlerAttribute,
} from './idl.js'
import { invalidState } from './exceptions.js'
import { toQueryOptions, type QueryOptions } from './matchesRequest.js'
import type { Outcome, PlatformFailureReason, Result } from './outcome.js'
import { toRequestInfo } from './toRequests.js'

/** What changes while it is under way: copies, so that they can be read synchronously (section 7.4). */
export interface Snapshot extends Outcome {
  readonly downloaded: number
  readonly uploaded: number
}

export interface RegistrationInit {
  readonly id: string
  readonly uploadTotal: number
  readonly downloadTotal: number
  readonly snapshot: Snapshot
  readonly abort: () => Promise<boolean>
  readonly click: () => Promise<void>
  readonly matchAll: (
    query: Request | undefined,
    options: QueryOptions,
  ) => Promise<readonly BackgroundFetchRecord[]>
}

/** Section 5.3 "Update background fetch instances". */
export let updateRegistration: (registration: BackgroundFetchRegistration, now: Snapshot) => void

/** Section 5.4 "Fire a background fetch click event", from the page. */
export let clickRegistration: (registration: BackgroundFetchRegistration) => Promise<void>

/** Section 5.1 "Perform a background fetch", the last step: its records are gone. */
export let dropRecords: (registration: BackgroundFetchRegistration) => void

/** Section 7.4 "BackgroundFetchRegistration". `state` is what `result` was called before, with `'pending'` for `''`. */
export class BackgroundFetchRegistration extends EventTarget {
  readonly #init: RegistrationInit
  #snapshot: Snapshot
  #recordsAvailable = true
  readonly #onprogress: EventHandlerAttribute

  static {
    shapeInterface(this, 'BackgroundFetchRegistration')
    updateRegistration = (registration, now) => registration.#update(now)
    clickRegistration = (registration) => registration.#init.click()
    dropRecords = (registration) => {
      registration.#recordsAvailable = false
    }
  }

  constructor(...[token, init]: [token: symbol, init: RegistrationInit]) {
    checkConstruct(token)
    super()
    this.#init = init
    this.#snapshot = init.snapshot
    this.#onprogress = createEventHandler(this, 'progress')
  }

  get id(): string {
    return this.#init.id
  }

  get uploadTotal(): number {
    return this.#init.uploadTotal
  }

  get uploaded(): number {
    return this.#snapshot.uploaded
  }

  get downloadTotal(): number {
    return this.#init.downloadTotal
  }

  get downloaded(): number {
    return this.#snapshot.downloaded
  }

  get result(): Result {
    return this.#snapshot.result
  }

  get state(): 'pending' | 'success' | 'failure' {
    return this.#snapshot.result || 'pending'
  }

  get failureReason(): PlatformFailureReason {
    return this.#snapshot.failureReason
  }

  get recordsAvailable(): boolean {
    return this.#recordsAvailable
  }

  get onprogress(): ((this: BackgroundFetchRegistration, event: Event) => unknown) | null {
    return this.#onprogress.get() as ((event: Event) => unknown) | null
  }

  set onprogress(handler: ((this: BackgroundFetchRegistration, event: Event) => unknown) | null) {
    this.#onprogress.set(handler)
  }

  async abort(): Promise<boolean> {
    return this.#init.abort()
  }

  async match(
    request: RequestInfo,
    options: CacheQueryOptions = {},
  ): Promise<BackgroundFetchRecord | undefined> {
    checkArguments(arguments, 1, 'match')
    const [first] = await this.#match(toRequestInfo(request), options)
    return first
  }

  async matchAll(
    ...[request, options = {}]: [request?: RequestInfo, options?: CacheQueryOptions]
  ): Promise<readonly BackgroundFetchRecord[]> {
    return this.#match(request === undefined ? undefined : toRequestInfo(request), options)
  }

  async #match(
    info: RequestInfo | undefined,
    options: CacheQueryOptions,
  ): Promise<readonly BackgroundFetchRecord[]> {
    const wanted = toQueryOptions(options)
    if (!this.#recordsAvailable) throw invalidState('The records of this background fetch are gone.')
    // Made anew only from a string: the constructor would use up the body of a Request.
    const query = info === undefined ? undefined : info instanceof Request ? info : new Request(info)
    return this.#init.matchAll(query, wanted)
  }

  #update(now: Snapshot): void {
    const before = this.#snapshot
    if (before.result !== '') return
    const keys = ['downloaded', 'uploaded', 'result', 'failureReason'] as const
    if (keys.every((key) => before[key] === now[key])) return
    this.#snapshot = now
    this.dispatchEvent(new Event('progress'))
  }
}
