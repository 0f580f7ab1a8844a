import type { AttemptInit, BackgroundFetchAdapter, Reading, ReadingState, StartAnswer } from '../adapter.js'
import { createSystemClock, type Clock } from '../progress/clock.js'
import { finishAttempt, type Settler } from '../settlement/finish.js'
import { stageRecords } from '../settlement/stage.js'
import type { BackgroundFetchCapabilities, BackgroundFetchFailure, InterruptedState } from '../types.js'
import { createVirtualClock, type VirtualClock } from './createVirtualClock.js'

export interface MemoryEngineOptions<Kind extends 'virtual' | 'real' = 'virtual' | 'real'> {
  /** `'real'` for stories and demos, where time passes by itself. @default 'virtual' */
  readonly clock?: Kind
  readonly capabilities?: Partial<BackgroundFetchCapabilities>
}

/** What a test tells the engine to do next. Ids are the app's; an unknown one throws. */
export interface MemoryEngine<Time extends Clock = Clock> {
  /** Hand it to `createBackgroundFetchClient({ adapter })`. */
  readonly adapter: (settler: Settler) => BackgroundFetchAdapter
  readonly clock: Time
  /** Attempts under way, as the client asked for them. */
  readonly running: readonly AttemptInit[]
  /** Bytes have moved. */
  progress(
    id: string,
    moved: { downloaded?: number; downloadTotal?: number; uploaded?: number; uploadTotal?: number },
  ): void
  /** Nothing moves, for a reason; `progress` goes on. */
  interrupt(id: string, why: Omit<InterruptedState, 'status'>): void
  /** Every file comes home: with `bodies` by URL, else with as many zeros as its `size` says. */
  succeed(id: string, bodies?: Readonly<Record<string, BodyInit>>): Promise<void>
  /** Fails; the files of `bodies` have come home before. */
  fail(
    id: string,
    failure: Partial<BackgroundFetchFailure>,
    bodies?: Readonly<Record<string, BodyInit>>,
  ): Promise<void>
  /** The engine loses it without a word. */
  drop(id: string): void
  /** The next start is answered so. */
  refuse(answer: Extract<StartAnswer, { started: false }>): void
}

interface Running {
  readonly init: AttemptInit
  reading: Reading
}

const CAPABILITIES: BackgroundFetchCapabilities = {
  pause: true,
  survivesPageClose: true,
  uploads: true,
  crossOriginHeaders: true,
}

/**
 * An engine that does what a test says, over the real journal and store logic: what it ends is staged, verified and
 * committed as everywhere.
 */
export function createMemoryEngine(options?: MemoryEngineOptions<'virtual'>): MemoryEngine<VirtualClock>
export function createMemoryEngine(options: MemoryEngineOptions<'real'>): MemoryEngine
export function createMemoryEngine({
  clock: kind = 'virtual',
  capabilities,
}: MemoryEngineOptions = {}): MemoryEngine {
  const clock = kind === 'virtual' ? createVirtualClock() : createSystemClock()
  const runs = new Map<string, Running>()
  const listeners = new Set<(reading: Reading) => void>()
  const refusals: Extract<StartAnswer, { started: false }>[] = []
  let settler: Settler | undefined

  const need = (id: string): Running => {
    const run = runs.get(id)
    if (!run)
      throw new Error(
        `The memory engine runs no “${id}”. It runs: ${[...runs.keys()].join(', ') || 'nothing'}`,
      )
    return run
  }
  const move = (id: string, changes: Partial<Reading>) => {
    const run = need(id)
    run.reading = { ...run.reading, ...changes }
    listeners.forEach((listener) => listener(run.reading))
  }
  const finish = async (
    id: string,
    bodies: Readonly<Record<string, BodyInit>>,
    failure?: Partial<BackgroundFetchFailure>,
  ) => {
    const { init } = need(id)
    const job = await settler!.journal.job(id)
    move(id, { state: { status: 'pending', phase: 'storing' } })
    const records = init.requests.flatMap(({ request }) => {
      const body =
        request.url in bodies ? bodies[request.url] : failure ? undefined : new Uint8Array(request.size ?? 0)
      if (body === undefined) return []
      return [
        {
          request: { url: request.url, method: request.method } as Request,
          responseReady: Promise.resolve(new Response(body)),
        },
      ]
    })
    const { failures } = await stageRecords(records, job!, settler!)
    const told = failure && { reason: 'fetch-error' as const, httpStatus: null, url: null, ...failure }
    await finishAttempt(
      job!,
      told
        ? { type: 'fail', reason: told.reason, failures: [told, ...failures] }
        : { type: 'success', failures },
      settler!,
    )
    settle(id)
  }
  const settle = (id: string) => {
    move(id, { state: { status: 'settled' } })
    runs.delete(id)
  }
  // Bytes that were in flight still arrive, but only `resume` ends a pause.
  const moveUnlessPaused = (id: string, state: ReadingState, changes: Partial<Reading> = {}) => {
    const { state: now } = need(id).reading
    move(id, { ...changes, state: now.status === 'paused' ? now : state })
  }
  const setState = (id: string, state: ReadingState): boolean => {
    if (!runs.has(id)) return false
    move(id, { state })
    return true
  }

  const offered = { ...CAPABILITIES, ...capabilities }
  const canPause = offered.pause

  const adapter: BackgroundFetchAdapter = {
    engine: 'memory',
    capabilities: offered,
    async start(init) {
      const refusal = refusals.shift()
      if (refusal) return refusal
      const run = runs.get(init.id) ?? { init, reading: firstReading(init) }
      runs.set(init.id, run)
      return { started: true, reading: run.reading }
    },
    async abort(id, attempt) {
      return runs.get(id)?.init.attempt === attempt && runs.delete(id)
    },
    pause: async (id) => canPause && setState(id, { status: 'paused' }),
    resume: async (id) => canPause && setState(id, { status: 'pending', phase: 'transferring' }),
    list: async () => [...runs.values()].map(({ reading }) => reading),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose: () => listeners.clear(),
  }

  return {
    clock,
    adapter(given) {
      settler = given
      return adapter
    },
    get running() {
      return [...runs.values()].map(({ init }) => init)
    },
    progress: (id, moved) => moveUnlessPaused(id, { status: 'pending', phase: 'transferring' }, moved),
    interrupt: (id, why) => moveUnlessPaused(id, { status: 'interrupted', ...why }),
    succeed: (id, bodies = {}) => finish(id, bodies),
    fail: (id, failure, bodies = {}) => finish(id, bodies, failure),
    drop: (id) => void runs.delete(need(id).init.id),
    refuse: (answer) => void refusals.push(answer),
  }
}

function firstReading({ id, attempt }: AttemptInit): Reading {
  return {
    id,
    attempt,
    state: { status: 'pending', phase: 'transferring' },
    downloaded: 0,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
  }
}
