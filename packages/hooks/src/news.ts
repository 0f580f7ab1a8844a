import type { BackgroundFetchClient, BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'

/** What can happen to a fetch that a person wants to be told of. */
export type BackgroundFetchEvent = 'started' | 'completed' | 'failed' | 'aborted'

/** Fetches to which the same happened, as they stood then. */
export interface BackgroundFetchNews {
  readonly event: BackgroundFetchEvent
  readonly records: readonly [BackgroundFetchRecord, ...BackgroundFetchRecord[]]
}

/** Is told news. */
export type TellNews = (news: readonly BackgroundFetchNews[]) => void

const EVENTS: readonly BackgroundFetchEvent[] = ['started', 'completed', 'failed', 'aborted']

/** Events that follow each other within this time are told together. */
const BATCH_MS = 1_000

/**
 * Calls `tell` with the fetches that begin and end, once each, those of a second together. What was there before is not
 * news. Returns a function that stops it.
 */
export function followNews(client: BackgroundFetchClient, tell: TellNews): () => void {
  const known = new Map<string, BackgroundFetchStatus>()
  let heard: { readonly event: BackgroundFetchEvent; readonly record: BackgroundFetchRecord }[] = []
  let isListening = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const remember = (ids: readonly string[], isNews: boolean) => {
    for (const id of ids) {
      const record = client.peek(id)
      if (record === undefined) continue
      const event = isNews ? eventOf(known.get(id), record.status) : null
      known.set(id, record.status)
      if (event !== null) heard.push({ event, record })
    }
  }
  const tellHeard = () => {
    timer = undefined
    const news = EVENTS.flatMap((event) => {
      const [first, ...others] = heard.filter((one) => one.event === event).map(({ record }) => record)
      return first === undefined ? [] : [{ event, records: [first, ...others] as const }]
    })
    heard = []
    if (news.length > 0) tell(news)
  }

  const unsubscribe = client.subscribe(({ updated, removed, structural }) => {
    if (!structural || !isListening) return
    for (const id of removed) known.delete(id)
    remember(updated, true)
    timer ??= setTimeout(tellHeard, BATCH_MS)
  })
  // What the journal brings at the start is no news, and so is a client that can't read it.
  const listen = () => {
    remember(client.peekIds(), false)
    isListening = true
  }
  client.ready().then(listen, listen)
  return () => {
    unsubscribe()
    clearTimeout(timer)
  }
}

/**
 * The one voice of a client. Whoever takes it gets the news and nobody else, until somebody takes it in turn: what comes
 * last stands in front, and may be a dialog that makes all before it mute. Returns a function that gives it back.
 */
export function createVoice(client: BackgroundFetchClient): (tell: TellNews) => () => void {
  const takers = new Set<TellNews>()
  let stop = () => {}
  return (tell) => {
    // Followed once for all: who comes between an event and its second tells of it too.
    if (takers.size === 0) stop = followNews(client, (news) => [...takers].at(-1)?.(news))
    takers.add(tell)
    return () => {
      takers.delete(tell)
      if (takers.size === 0) stop()
    }
  }
}

function eventOf(
  before: BackgroundFetchStatus | undefined,
  now: BackgroundFetchStatus,
): BackgroundFetchEvent | null {
  if (now === before) return null
  if (now === 'completed' || now === 'failed' || now === 'aborted') return now
  // A retry starts it again; a pause or a lost connection only delays it.
  const isStart = before === undefined || before === 'failed' || before === 'aborted'
  return isStart && now === 'pending' ? 'started' : null
}
