import type { BackgroundFetchClient, BackgroundFetchRecord, BackgroundFetchStatus } from '@longhaul/core'

/** What can happen to a fetch that a person wants to be told of. */
export type BackgroundFetchEvent = 'started' | 'completed' | 'failed' | 'aborted'

/** Fetches to which the same happened, as they stood then. */
export interface BackgroundFetchNews {
  readonly event: BackgroundFetchEvent
  readonly records: readonly [BackgroundFetchRecord, ...BackgroundFetchRecord[]]
}

const EVENTS: readonly BackgroundFetchEvent[] = ['started', 'completed', 'failed', 'aborted']

/** Events that follow each other within this time are told together. */
const BATCH_MS = 1_000

/**
 * Calls `tell` with the fetches that begin and end, once each, those of a second together. What was there before is not
 * news. Returns a function that stops it.
 */
export function followNews(
  client: BackgroundFetchClient,
  tell: (news: readonly BackgroundFetchNews[]) => void,
): () => void {
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
