import type { Clock } from '../progress/clock.js'
import type { Runner, RunnerOptions } from './startRunner.js'
import type { FromWorker, ToWorker } from './workerMessages.js'

/**
 * A worker says hello as soon as it has loaded, which over a bad line takes a while; one that can't be loaded says so at
 * once. This is for whatever loads and is not the engine's worker.
 */
const HELLO_WITHIN_MS = 10_000

export interface HostInit {
  readonly options: RunnerOptions
  readonly clock: Clock
  /** Makes the engine's worker; `null` where there should be none. */
  readonly createWorker: (() => Worker) | null
  /** A runner on the page, where a worker can't be had (CSP, a bundler that emits none). */
  readonly createOnPage: () => Promise<Runner>
  readonly onError: (error: unknown) => void
}

/** Runs the engine in a worker, else on the page. */
export async function hostRunner(
  init: HostInit,
): Promise<Runner & { readonly place: 'worker' | 'page'; dispose(): void }> {
  const worker = await openWorker(init)
  if (!worker) {
    const runner = await init.createOnPage()
    return { ...runner, place: 'page', dispose: () => void runner.release() }
  }
  const send = (message: ToWorker) => worker.postMessage(message)
  return {
    place: 'worker',
    compete: () => send({ type: 'compete' }),
    release: () =>
      new Promise((resolve) => {
        worker.addEventListener('message', function hear({ data }: MessageEvent<FromWorker>) {
          if (data.type !== 'released') return
          worker.removeEventListener('message', hear)
          resolve()
        })
        send({ type: 'release' })
      }),
    // Its lock goes with it, and what it has kept stays.
    dispose: () => worker.terminate(),
  }
}

/** `null` where no worker says hello in time, or it can't open what it needs. */
function openWorker({ createWorker, options, clock, onError }: HostInit): Promise<Worker | null> {
  const worker = tryToMake(createWorker)
  if (!worker) return Promise.resolve(null)
  return new Promise((resolve) => {
    const giveUp = () => {
      cancel()
      worker.terminate()
      resolve(null)
    }
    let isOpen = false
    let cancel = clock.timeout(giveUp, HELLO_WITHIN_MS)
    worker.addEventListener('error', (event) => {
      // Once it is at work, one error of its code is no reason to end every transfer.
      if (isOpen) onError(event.error ?? new Error(event.message))
      else giveUp()
    })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'hello') {
        cancel()
        // Opening may take its time: a disk that is busy is no reason to move onto the page.
        cancel = () => {}
        worker.postMessage({ type: 'open', options } satisfies ToWorker)
      }
      if (data.type === 'ready') {
        isOpen = true
        resolve(worker)
      }
      if (data.type === 'failed') giveUp()
      if (data.type === 'error') onError(new Error(data.message))
    })
  })
}

function tryToMake(createWorker: (() => Worker) | null): Worker | null {
  try {
    return createWorker?.() ?? null
  } catch {
    return null
  }
}
