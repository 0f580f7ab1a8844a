/** Codes of wrong use. Each has a page of the same name in `docs/errors/`. */
export type BackgroundFetchErrorCode =
  | 'invalid-id'
  | 'duplicate-id'
  | 'unknown-id'
  | 'no-requests'
  | 'invalid-url'
  | 'credentials-in-url'
  | 'no-cors'
  | 'unsupported-method'
  | 'unsupported-body'
  | 'invalid-size'
  | 'invalid-integrity'
  | 'invalid-option'
  | 'client-disposed'
  | 'listener-too-late'
  | 'not-supported'

/**
 * A programmer's mistake: the sentence says what happened, why it matters and what to do, and `docs/errors/<code>.md`
 * says it at length. What the environment refuses is never thrown; it is a record's `interrupted` or `failed`.
 */
export class BackgroundFetchError extends Error {
  override readonly name = 'BackgroundFetchError'
  readonly code: BackgroundFetchErrorCode

  constructor(code: BackgroundFetchErrorCode, message: string, options?: { cause?: unknown }) {
    super(`${message} (docs/errors/${code}.md)`, options)
    this.code = code
  }
}
