import type { BackgroundFetchFailure } from '@longhaul/core'

/** What a server's refusal means to a person. The number is for whoever they ask for help. */
export interface BadStatusWords {
  /** 401, 403: another account, or a new session. */
  readonly refused: (status: number) => string
  /** 404, 410. */
  readonly gone: (status: number) => string
  /** 429. */
  readonly busy: (status: number) => string
  /** Any other; `null` where the browser does not tell. */
  readonly other: (status: number | null) => string
}

/** Picks the words for the HTTP status of a failure. */
export function badStatus(words: BadStatusWords): (failure: BackgroundFetchFailure) => string {
  return ({ httpStatus }) => {
    if (httpStatus === 401 || httpStatus === 403) return words.refused(httpStatus)
    if (httpStatus === 404 || httpStatus === 410) return words.gone(httpStatus)
    return httpStatus === 429 ? words.busy(httpStatus) : words.other(httpStatus)
  }
}
