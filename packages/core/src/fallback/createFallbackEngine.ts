import type { BackgroundFetchAdapter, Reading } from '../adapter.js'
import type { Clock } from '../progress/clock.js'
import type { Settler } from '../settlement/finish.js'
import type { FetchRow } from '../journal/rows.js'
import type { ByteStore } from '../store/bytes.js'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { hostRunner, type HostInit } from './hostRunner.js'
import { createEngineChannel } from './messages.js'
import type { EngineLimits } from './runnerInit.js'
import { createRunner, openRunner, type RunnerOptions } from './startRunner.js'
import type { TransferPolicy } from './transfer/transfer.js'

export interface FallbackEngineOptions {
  /** How many requests at once. */
  readonly limits?: Partial<EngineLimits>
  /** Retries, time limits and slices of single files. */
  readonly transfer?: Partial<TransferPolicy>
  /**
   * Makes the engine's worker where your bundler does not know `new Worker(new URL(…))`; `null` keeps the engine on
   * the page.
   *
   * @default the package's own `@longhaul/core/fallback/worker`
   */
  readonly createWorker?: (() => Worker) | null
}

export interface FallbackEngineInit extends Settler {
  readonly namespace: string
  readonly clock: Clock
  readonly options?: FallbackEngineOptions
  /** Where bytes go while the journal is in memory only. */
  readonly memoryBytes?: ByteStore | null
  readonly onError: (error: unknown) => void
}

/**
 * Background Fetch where the browser has none: an adapter like the native one, that goes on as long as a page of the
 * app is open, keeps every byte that it has, and goes on from there when the next page comes.
 */
export function createFallbackEngine(init: FallbackEngineInit): BackgroundFetchAdapter {
  const { namespace, journal, onError, options = {} } = init
  const runnerOptions: RunnerOptions = {
    namespace,
    ...(options.limits && { limits: options.limits }),
    ...(options.transfer && { policy: options.transfer }),
  }
  const channel = createEngineChannel(namespace)
  const listeners = new Set<(reading: Reading) => void>()
  const heard = new Map<string, Reading>()

  const readingOf = (id: string, attempt: number) => {
    const reading = heard.get(id)
    return reading?.attempt === attempt ? reading : toReading(id, attempt)
  }
  const emit = (reading: Reading) => {
    heard.set(reading.id, reading)
    listeners.forEach((listener) => listener(reading))
  }
  channel.subscribe((message) => {
    if (message.type === 'readings') message.readings.forEach(emit)
  })

  const hostInit: HostInit = {
    options: runnerOptions,
    clock: init.clock,
    // Without a journal on disk there is nothing that a worker could share with the page.
    createWorker:
      journal.kind === 'memory'
        ? null
        : options.createWorker === undefined
          ? createPackageWorker
          : options.createWorker,
    createOnPage: () =>
      journal.kind === 'memory' ? createInMemory(init, runnerOptions) : openRunner(runnerOptions, onError),
    onError,
  }
  let hosting = hostRunner(hostInit)
  const compete = () => void hosting.then((host) => host.compete()).catch(onError)
  compete()
  const stopFollowing = followPage({
    onLeave({ persisted }) {
      // WebKit stops a page's worker where it stands, its lock and its transactions with it: nobody else could lead.
      void hosting.then((host) => (persisted ? host.dispose() : host.release())).catch(onError)
    },
    onReturn({ persisted }) {
      if (persisted) hosting = hosting.then((host) => (host.place === 'worker' ? hostRunner(hostInit) : host))
      compete()
    },
  })
  channel.post({ type: 'tell' })

  return {
    engine: 'fallback',
    capabilities: { pause: true, survivesPageClose: false, uploads: true, crossOriginHeaders: true },
    async start({ id, attempt }) {
      const row = await journal.take(id, attempt, 'fallback')
      const reading = readingOf(id, attempt)
      heard.set(id, reading)
      // Aborted meanwhile: the client finds that out by itself.
      if (row) channel.post({ type: 'look' })
      return { started: true, reading }
    },
    async abort(id, attempt) {
      const row = await journal.get(id)
      // A newer fetch of that id is somebody's, and goes on.
      if (row && row.attempt !== attempt) return false
      const isKnown = heard.get(id)?.attempt === attempt || (row !== undefined && isOurs(row))
      heard.delete(id)
      // Unknown here, it may still be under way in another tab.
      channel.post({ type: 'stop', id })
      return isKnown
    },
    async pause(id) {
      const row = await journal.pause(id, init.now())
      if (row) channel.post({ type: 'stop', id })
      return row !== null
    },
    async resume(id) {
      const row = await journal.resume(id, init.now())
      const state = heard.get(id)?.state
      const waitsForRoom = state?.status === 'interrupted' && state.reason === 'storage'
      if (row || waitsForRoom) channel.post({ type: 'look' })
      return row !== null || waitsForRoom
    },
    async list() {
      const rows = (await journal.live()).filter(isOurs)
      channel.post({ type: 'tell' })
      return rows.map(({ id, attempt }) => readingOf(id, attempt))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      stopFollowing()
      listeners.clear()
      channel.close()
      void hosting.then((host) => host.dispose()).catch(onError)
    },
  }
}

/** The literal that bundlers know: they emit the worker's file and put its address here. */
function createPackageWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
}

async function createInMemory(init: FallbackEngineInit, options: RunnerOptions) {
  const bytes = init.memoryBytes ?? createMemoryBytes()
  return createRunner(options, { ...init, bytes }, init.onError)
}

function isOurs({ engine, state }: FetchRow): boolean {
  return engine === 'fallback' && state.status === 'pending'
}

function toReading(id: string, attempt: number): Reading {
  return {
    id,
    attempt,
    state: { status: 'pending', phase: 'queued' },
    downloaded: 0,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
  }
}

/** `persisted`: a page that was hidden is kept, to be shown again as it was. */
type PageListener = (event: Partial<PageTransitionEvent>) => void

/** A frozen tab keeps its locks and does nothing with them: it lets go before, and comes back after (Page Lifecycle). */
function followPage({ onLeave, onReturn }: Record<'onLeave' | 'onReturn', PageListener>): () => void {
  if (typeof document === 'undefined') return () => {}
  document.addEventListener('freeze', onLeave)
  document.addEventListener('resume', onReturn)
  addEventListener('pagehide', onLeave)
  addEventListener('pageshow', onReturn)
  return () => {
    document.removeEventListener('freeze', onLeave)
    document.removeEventListener('resume', onReturn)
    removeEventListener('pagehide', onLeave)
    removeEventListener('pageshow', onReturn)
  }
}
