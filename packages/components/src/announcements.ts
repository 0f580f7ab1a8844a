import type { BackgroundFetchClient, BackgroundFetchStatus } from '@longhaul/core'
import type { Labels } from './labels/Labels.js'
import { sentences } from './labels/sentences.js'
import { titleOf } from './labels/titleOf.js'

type Event = keyof Labels['announce']
type News = Record<Event, string[]>

const EVENTS: readonly Event[] = ['started', 'completed', 'failed', 'aborted']

/** Events that follow each other within this time are told together. */
const BATCH_MS = 1_000

const noNews = (): News => ({ started: [], completed: [], failed: [], aborted: [] })

/**
 * Calls `say` with a sentence for fetches that begin and end, once each, those of a second together. What was there
 * before is not news. Returns a function that stops it.
 */
export function announceChanges(
  client: BackgroundFetchClient,
  labels: Labels,
  say: (words: string) => void,
): () => void {
  const known = new Map<string, BackgroundFetchStatus>()
  let news = noNews()
  let isListening = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const remember = (ids: readonly string[], isNews: boolean) => {
    for (const id of ids) {
      const record = client.peek(id)
      if (record === undefined) continue
      const before = known.get(id)
      known.set(id, record.status)
      const event = isNews ? eventOf(before, record.status) : null
      if (event !== null) news[event].push(titleOf(record))
    }
  }
  const tell = () => {
    timer = undefined
    const words = EVENTS.flatMap((event) => {
      const [first, ...others] = news[event]
      return first === undefined ? [] : [labels.announce[event]([first, ...others])]
    })
    news = noNews()
    if (words.length > 0) say(sentences(...words))
  }

  const unsubscribe = client.subscribe(({ updated, removed, structural }) => {
    if (!structural || !isListening) return
    for (const id of removed) known.delete(id)
    remember(updated, true)
    timer ??= setTimeout(tell, BATCH_MS)
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

function eventOf(before: BackgroundFetchStatus | undefined, now: BackgroundFetchStatus): Event | null {
  if (now === before) return null
  if (now === 'completed' || now === 'failed' || now === 'aborted') return now
  // A retry starts it again; a pause or a lost connection only delays it.
  const isStart = before === undefined || before === 'failed' || before === 'aborted'
  return isStart && now === 'pending' ? 'started' : null
}
