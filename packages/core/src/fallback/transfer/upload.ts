import type { StoredRequest } from '../../adapter.js'
import type { Reply } from './head.js'

export interface Upload {
  readonly request: StoredRequest
  readonly signal: AbortSignal
  /** Bytes of the body that have left. */
  readonly onUploaded: (uploaded: number) => void
  /** The answer has begun, and whenever more of it has come. */
  readonly onAnswer: () => void
}

/**
 * Whether `XMLHttpRequest` can send it just as `fetch` would. Only it tells how far an upload has come, but listening
 * makes browsers ask other origins first (XMLHttpRequest, section 3.5.6), so what needs no preflight must go by `fetch`.
 */
export function canUpload(request: StoredRequest, isSameOrigin: boolean): boolean {
  const { method, body, mode, credentials, cache, redirect, referrer, referrerPolicy } = request
  const isPlain =
    mode === 'cors' &&
    cache === 'default' &&
    redirect === 'follow' &&
    referrer === 'about:client' &&
    referrerPolicy === ''
  return (
    typeof XMLHttpRequest !== 'undefined' &&
    // Of no bytes nothing could be heard, and it would seem never to have left.
    !!body?.size &&
    isPlain &&
    credentials !== 'omit' &&
    (isSameOrigin || method !== 'POST')
  )
}

/** Sends a body. Rejects where the network fails, as `fetch` does. */
export function sendUpload({ request, signal, onUploaded, onAnswer }: Upload): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    const abort = () => xhr.abort()
    const fail = () => {
      signal.removeEventListener('abort', abort)
      reject(new TypeError('The upload failed.'))
    }
    xhr.addEventListener('load', () => {
      signal.removeEventListener('abort', abort)
      resolve(toReply(xhr))
    })
    xhr.addEventListener('error', fail)
    xhr.addEventListener('abort', fail)
    xhr.upload.addEventListener('progress', ({ loaded }) => onUploaded(loaded))
    xhr.addEventListener('readystatechange', () => xhr.readyState === 2 && onAnswer())
    xhr.addEventListener('progress', onAnswer)
    xhr.open(request.method, request.url)
    xhr.responseType = 'blob'
    xhr.withCredentials = request.credentials === 'include'
    for (const [name, value] of request.headers) xhr.setRequestHeader(name, value)
    signal.addEventListener('abort', abort, { once: true })
    xhr.send(request.body)
  })
}

function toReply(xhr: XMLHttpRequest): Reply {
  const lines = xhr.getAllResponseHeaders().trim().split(/\r\n/).filter(Boolean)
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  const { status, statusText, responseURL: url } = xhr
  return { status, statusText, url, headers: new Headers(headers), body: (xhr.response as Blob).stream() }
}
