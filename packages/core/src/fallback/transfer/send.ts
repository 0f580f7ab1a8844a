import type { StoredRequest } from '../../adapter.js'
import { toPlatformRequest } from '../../records/requests.js'
import { formatRange, type ByteRange } from './contentRange.js'
import { openExchange, type Exchange } from './exchange.js'
import type { Reply } from './head.js'
import { judge, type Asked, type Verdict } from './judge.js'
import { nextSlice } from './slices.js'
import { report, type State } from './state.js'
import { canUpload, sendUpload } from './upload.js'
import { ifRangeOf } from './validators.js'

/**
 * What to ask for next.
 *
 * @param after the slice that will have come by then @default what has come
 */
export function plan(state: State, after?: ByteRange): Asked {
  const { init, useRanges, skipsRange, validators, rate, sliceLength, head } = state
  const { method, headers, url } = init.request
  const facts = {
    // Bytes that can't be continued are kept only until better ones come.
    offset: after?.end ?? (validators ? init.file.size : 0),
    total: validators?.total ?? null,
    bytesPerSecond: rate?.bytesPerSecond ?? null,
    previousLength: after ? after.end - after.start : sliceLength,
    isAhead: after !== undefined,
  }
  const range = useRanges && !skipsRange ? nextSlice(facts) : null
  return {
    method,
    range,
    // Anywhere else `If-Range` would need a preflight: there the answer's validators are compared.
    conditional:
      range !== null && range.start > 0 && isOwn(state, url) && isOwn(state, head?.responseUrl ?? ''),
    canGoOn: useRanges,
    ownRange: headers.some(([name]) => name.toLowerCase() === 'range'),
    kept: validators,
  }
}

/** Whether nothing of an answer from there is hidden by CORS. */
export function isOwn({ init, tools }: State, url: string): boolean {
  return tools.origin === null || new URL(url, init.request.url).origin === tools.origin
}

/** What the answer to a request is worth. */
export function judgeReply(state: State, asked: Asked, { status, headers, url }: Reply): Verdict {
  const isReadable = isOwn(state, state.init.request.url) && isOwn(state, url)
  return judge(asked, { status, headers, isReadable })
}

/**
 * Sends the request once. `null` where the network failed. What may not be repeated is noted before, for nobody could
 * tell afterwards that it was sent.
 */
export async function send(state: State, exchange: Exchange, asked: Asked): Promise<Reply | null> {
  const { request, noteSent } = state.init
  const asUpload = canUpload(request, isOwn(state, request.url))
  if (!mayRepeat(state)) await noteSent(true)
  state.uploaded = 0
  // Only an upload that is listened to can tell that nothing has left.
  state.hasSent = !asUpload
  const onUploaded = (uploaded: number) => {
    if (uploaded === state.uploaded) return
    state.hasSent = true
    state.uploaded = uploaded
    report(state)
  }
  const reply = await (asUpload
    ? sendHeard(state, exchange, onUploaded)
    : sendUnheard(state, exchange, { ...request, headers: [...request.headers, ...rangeHeaders(asked)] }))
  if (!reply) {
    if (!state.hasSent && !mayRepeat(state)) await noteSent(false)
    return null
  }
  state.hasSent = true
  onUploaded(request.body?.size ?? 0)
  return reply
}

function sendHeard(state: State, { listen, signal }: Exchange, onUploaded: (uploaded: number) => void) {
  const { request } = state.init
  return listen((heard) => {
    const onMoved = (uploaded: number) => {
      heard(mayRepeat(state) || uploaded < (request.body?.size ?? 0))
      onUploaded(uploaded)
    }
    const onAnswer = () => {
      heard()
      onUploaded(request.body?.size ?? 0)
    }
    return sendUpload({ request, signal, onUploaded: onMoved, onAnswer })
  })
}

function sendUnheard(state: State, { listen, signal }: Exchange, request: StoredRequest) {
  const { referrer, referrerPolicy, body, method } = request
  // The bytes are kept here. An HTTP cache would keep them once more, and Chromium's splices ranges of its own.
  const cache = method === 'GET' && request.cache === 'default' ? 'no-store' : request.cache
  // Any init at all makes fetch forget the Request's referrer (Fetch, section 5.4).
  const answer = () =>
    state.tools.fetch(toPlatformRequest({ ...request, cache }), { signal, referrer, referrerPolicy })
  // `fetch` does not tell how far a body has come: while it is sent, silence says nothing.
  return listen(answer, !body?.size && mayRepeat(state))
}

/**
 * Whether a request may be sent again although the server may have acted on it. Where it may not, nothing is won by
 * ending one that waits for its answer.
 */
export function mayRepeat({ init, tools }: State): boolean {
  return tools.policy.repeatable.includes(init.request.method)
}

function rangeHeaders({ range, conditional, kept }: Asked): (readonly [string, string])[] {
  if (range === null) return []
  const condition = conditional && kept ? ifRangeOf(kept) : null
  const header: readonly [string, string] = ['range', formatRange(range)]
  return condition === null ? [header] : [header, ['if-range', condition]]
}

/**
 * Whether an answer comes, though nothing of it may be read: from another origin, or from where its own leads. A browser
 * tells a refusal by CORS and a dead network apart only so.
 */
export async function isHidden({ init, tools }: State): Promise<boolean> {
  const exchange = openExchange(tools.clock, tools.policy.idleTimeoutMs, init.signal)
  const { signal } = exchange
  try {
    const look = () =>
      tools.fetch(init.request.url, {
        method: 'HEAD',
        mode: 'no-cors',
        // Without them an app's own server might lead to a login elsewhere.
        credentials: init.request.credentials,
        cache: 'no-store',
        signal,
      })
    return (await exchange.listen(look))?.type === 'opaque'
  } finally {
    exchange.end()
  }
}
