import { checkConstruct, shapeInterface } from './idl.js'

interface RecordInit {
  readonly request: Request
  /** Called once, when somebody asks. */
  readonly respond: () => Promise<Response>
}

/** Section 7.5 "BackgroundFetchRecord". */
export class BackgroundFetchRecord {
  readonly #init: RecordInit
  #response: Promise<Response> | undefined

  static {
    shapeInterface(this, 'BackgroundFetchRecord')
  }

  constructor(...[token, init]: [token: symbol, init: RecordInit]) {
    checkConstruct(token)
    this.#init = init
  }

  get request(): Request {
    return this.#init.request
  }

  /** Resolves when the file is whole. */
  get responseReady(): Promise<Response> {
    // Web IDL, "Attributes": where the type is a promise, a wrong `this` rejects instead of throwing.
    if (!(#init in this)) return Promise.reject(new TypeError('Illegal invocation'))
    if (!this.#response) {
      this.#response = this.#init.respond()
      // A rejection that nobody has come for yet is not an unhandled one.
      this.#response.catch(() => undefined)
    }
    return this.#response
  }
}
