import type { ResponseHead } from './types.js'

/** What a request was answered with, however it was sent. */
export interface Reply {
  readonly status: number
  readonly statusText: string
  /** After redirects. */
  readonly url: string
  readonly headers: Headers
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null
}

export function toHead({ status, statusText, url, headers }: Reply): ResponseHead {
  return { status, statusText, responseUrl: url, headers: [...headers] }
}

/** The head of the whole, made from that of a part. */
export function toWholeHead(part: ResponseHead, total: number | null): ResponseHead {
  const headers = part.headers.filter(([name]) => name !== 'content-range' && name !== 'content-length')
  const length = total === null ? [] : [['content-length', String(total)] as const]
  return { ...part, status: 200, statusText: 'OK', headers: [...headers, ...length] }
}
