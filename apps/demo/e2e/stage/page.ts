import {
  createBackgroundFetchClient,
  type BackgroundFetchClient,
  type BackgroundFetchRecord,
} from '@longhaul/core'
import { keptBytes } from './keptBytes.ts'
import type { FallbackEngineOptions } from '@longhaul/core/fallback'

/** What a test drives: a client on a page without anything else. */
export interface Stage {
  readonly client: BackgroundFetchClient
  /** Every record that was flushed, as it was then. */
  readonly seen: BackgroundFetchRecord[]
  readonly storageErrors: string[]
  readonly sha256: (id: string, url: string) => Promise<string | null>
  /** Of every stored file of a fetch, in their order. */
  readonly sha256OfAll: (id: string) => Promise<readonly string[]>
  /** Names of whatever has bytes of fetches in it, in every place where they may be kept. */
  readonly kept: () => Promise<readonly string[]>
  readonly deploy: () => Promise<void>
  readonly platformIds: () => Promise<readonly string[]>
}

declare global {
  var stage: Stage
}

const PATIENCE: Record<string, FallbackEngineOptions['transfer']> = {
  // For tests that must not end because a wait was over.
  endless: { backoffMs: 1e9, longestBackoffMs: 2e9 },
  // For tests that wait until one is.
  short: { idleTimeoutMs: 2_000, backoffMs: 200, longestBackoffMs: 1_000 },
}

/** “5,3”: how many requests at once over all, and how many of one fetch. */
function readLimits(text: string) {
  const [requests, requestsPerFetch] = text.split(',').map(Number) as [number, number]
  return { requests, requestsPerFetch }
}

const query = new URLSearchParams(location.search)
if (query.get('worker') !== 'none') {
  await navigator.serviceWorker.register('/worker.js', { type: 'module' })
}
const storageErrors: string[] = []
const patience = PATIENCE[query.get('patience') ?? '']
const client = createBackgroundFetchClient({
  engine: (query.get('engine') ?? 'native') as 'auto' | 'native' | 'fallback',
  fallback: {
    ...(query.get('thread') === 'page' && { createWorker: null }),
    ...(patience && { transfer: patience }),
    ...(query.has('requests') && { limits: readLimits(query.get('requests')!) }),
  },
  onStorageError: (error) => storageErrors.push(String(error)),
})
const seen: BackgroundFetchRecord[] = []
client.subscribe(({ updated }) => {
  for (const id of updated) {
    const record = client.peek(id)
    if (record) seen.push(record)
  }
})

// For the browser that no test drives: the page fetches by itself, and says in the server's log how that was answered.
for (const id of query.getAll('fetch')) {
  const { status } = await client.fetch(id, `/media/sample/${id}-5000.bin`)
  const { reason = 'none' } = (await client.get(id)) as { reason?: string }
  await fetch(`/media/sample/said-${id}-${status}-${reason}-1.bin`)
}

const sha256 = async (response: Response) => {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

globalThis.stage = {
  client,
  seen,
  storageErrors,
  async sha256(id, url) {
    const response = await client.match(id, url)
    return response ? sha256(response) : null
  },
  async sha256OfAll(id) {
    const responses = await client.matchAll(id)
    return Promise.all(responses.map(sha256))
  },
  kept: keptBytes,
  /** Fetches the worker's script again, and waits until what came is in charge. */
  async deploy() {
    const registration = (await navigator.serviceWorker.getRegistration())!
    const before = registration.active
    await registration.update()
    const next = registration.installing ?? registration.waiting ?? registration.active
    if (!next || next === before) return
    await new Promise<void>((resolve) => {
      const check = () => next.state === 'activated' && resolve()
      next.addEventListener('statechange', check)
      check()
    })
  },
  async platformIds() {
    const registration = await navigator.serviceWorker.getRegistration()
    const { backgroundFetch } = registration as unknown as {
      backgroundFetch: { getIds(): Promise<string[]> }
    }
    return backgroundFetch.getIds()
  },
}
