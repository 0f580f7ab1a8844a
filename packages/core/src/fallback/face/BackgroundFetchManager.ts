import type { BackgroundFetchRegistration } from './BackgroundFetchRegistration.js'
import type { Face, WorkerRegistration } from './face.js'
import { checkArguments, checkConstruct, shapeInterface, toDOMString } from './idl.js'
import { toFetchOptions, type FetchOptions } from './toOptions.js'
import { toRequestInfos, toRequests } from './toRequests.js'

export interface ManagerInit {
  /** Opened at the first use. */
  readonly face: () => Promise<Face>
  readonly registration: WorkerRegistration
}

/** Section 7.3 "BackgroundFetchManager". */
export class BackgroundFetchManager {
  readonly #init: ManagerInit

  static {
    shapeInterface(this, 'BackgroundFetchManager')
  }

  constructor(...[token, init]: [token: symbol, init: ManagerInit]) {
    checkConstruct(token)
    this.#init = init
  }

  /**
   * Section 7.3.1 "fetch()".
   *
   * @throws TypeError for what can't be fetched, an id that is taken, or where no worker is active
   * @throws DOMException `NotAllowedError`, `QuotaExceededError`
   */
  async fetch(
    id: string,
    requests: RequestInfo | readonly RequestInfo[],
    options: Partial<FetchOptions> = {},
  ): Promise<BackgroundFetchRegistration> {
    checkArguments(arguments, 2, 'fetch')
    const { face, registration } = this.#init
    const name = toDOMString(id)
    const infos = toRequestInfos(requests)
    const settings = toFetchOptions(options)
    const made = toRequests(infos, registration.scope)
    return (await face()).start(registration, name, made, settings)
  }

  /** Section 7.3.2 "get()". */
  async get(id: string): Promise<BackgroundFetchRegistration | undefined> {
    checkArguments(arguments, 1, 'get')
    const { face, registration } = this.#init
    const name = toDOMString(id)
    return (await face()).find(registration.scope, name)
  }

  /** Section 7.3.3 "getIds()". */
  async getIds(): Promise<readonly string[]> {
    const { face, registration } = this.#init
    return (await face()).ids(registration.scope)
  }
}
