import { isWithin, parseContentRange, parseUnsatisfiedRange, type ByteRange } from './contentRange.js'
import { classifyStatus } from './status.js'
import type { Validators } from './types.js'
import { canSplice, compareValidators, readValidators } from './validators.js'

export interface Asked {
  readonly method: string
  /** The slice that we asked for; `null` where the answer is taken as it is. */
  readonly range: ByteRange | null
  /** `If-Range` went along. */
  readonly conditional: boolean
  /** Slices may be asked for later. */
  readonly canGoOn: boolean
  /** The app's own `Range` is in the request: a 206 is the answer itself. */
  readonly ownRange: boolean
  /** What the bytes kept so far belong to. */
  readonly kept: Validators | null
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Same-origin: a header that is not there was not sent. Cross-origin it may merely not be exposed. */
  readonly isReadable: boolean
}

/** What to do with an answer. */
export type Verdict =
  /** Bytes to append. */
  | { readonly take: 'part'; readonly range: ByteRange; readonly validators: Validators }
  /** The body from its first byte on; without validators it can't be continued when it breaks off. */
  | {
      readonly take: 'body'
      readonly length: number | null
      readonly validators: Validators | null
      /** It is of another version than what is kept. */
      readonly isChanged: boolean
    }
  /** Nothing is missing. */
  | { readonly take: 'nothing' }
  /** The file is another one now. */
  | { readonly take: 'restart' }
  /** Parts of this file can't be put together: one plain stream. */
  | { readonly take: 'stream' }
  /** The server may do better later. */
  | { readonly take: 'wait' }
  | { readonly take: 'failure' }

/** Decides what an answer is worth. A byte that might belong to another representation is never appended. */
export function judge(asked: Asked, answer: Answer): Verdict {
  const { status } = answer
  if (asked.range && status === 206) return judgePart(asked.range, asked, answer)
  if (asked.range && status === 416) return judgeUnsatisfied(asked.range, asked, answer)
  // Nobody asked for a part: the server is confused.
  if (status === 206 && !asked.ownRange) return { take: 'wait' }
  const kind = classifyStatus(status)
  if (kind === 'ok') return judgeBody(asked, answer)
  return { take: kind === 'transient' ? 'wait' : 'failure' }
}

function judgePart(range: ByteRange, { kept }: Asked, { headers }: Answer): Verdict {
  const part = parseContentRange(headers.get('content-range'))
  if (!part || !isWithin(part, range) || encodingOf(headers) !== 'none') return { take: 'stream' }
  // What stands around each part would become part of the file.
  if (headers.get('content-type')?.toLowerCase().startsWith('multipart/byteranges')) return { take: 'stream' }
  const { start, end, total } = part
  const validators = readValidators(headers, total)
  if (start === 0) {
    const isWhole = end === total
    return isWhole || canSplice(validators) ? { take: 'part', range: part, validators } : { take: 'stream' }
  }
  const comparison = kept ? compareValidators(kept, validators) : 'unknown'
  if (comparison === 'changed') return { take: 'restart' }
  if (comparison === 'unknown') return { take: 'stream' }
  return { take: 'part', range: part, validators: { ...validators, total: total ?? kept?.total ?? null } }
}

function judgeUnsatisfied({ start }: ByteRange, { kept, conditional }: Asked, { headers }: Answer): Verdict {
  // An empty file satisfies no range.
  if (start === 0 || !kept) return { take: 'stream' }
  const total = parseUnsatisfiedRange(headers.get('content-range'))
  const comparison = compareValidators(kept, readValidators(headers, total))
  // Had If-Range failed, the answer would have been the whole file.
  const isSame = comparison === 'same' || (comparison === 'unknown' && conditional)
  return { take: isSame && total === start ? 'nothing' : 'restart' }
}

function judgeBody({ method, canGoOn, kept }: Asked, { headers, isReadable }: Answer): Verdict {
  const isPlain = isReadable && encodingOf(headers) === 'none'
  const length = isPlain && method !== 'HEAD' ? parseLength(headers.get('content-length')) : null
  const validators = readValidators(headers, length)
  const mayGoOn =
    canGoOn && isPlain && canSplice(validators) && headers.get('accept-ranges')?.toLowerCase() !== 'none'
  const isChanged = kept !== null && compareValidators(kept, validators) === 'changed'
  return { take: 'body', length, validators: mayGoOn ? validators : null, isChanged }
}

function encodingOf(headers: Headers): string {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  return encoding === '' || encoding === 'identity' ? 'none' : encoding
}

function parseLength(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null
}
