import { expect, it } from 'vitest'
import { createVirtualClock } from '../testing/createVirtualClock.js'
import { hostRunner } from './hostRunner.js'
import type { FromWorker, ToWorker } from './workerMessages.js'

/** A worker that says what a test tells it to. */
class FakeWorker extends EventTarget {
  readonly heard: ToWorker[] = []
  isTerminated = false

  postMessage(message: ToWorker): void {
    this.heard.push(message)
    if (message.type === 'release') this.say({ type: 'released' })
  }

  terminate(): void {
    this.isTerminated = true
  }

  say(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }))
  }
}

function host(createWorker: ((worker: FakeWorker) => Worker) | null) {
  const worker = new FakeWorker()
  const clock = createVirtualClock()
  const calls: string[] = []
  const errors: unknown[] = []
  const hosting = hostRunner({
    options: { namespace: 'test' },
    clock,
    createWorker: createWorker && (() => createWorker(worker)),
    createOnPage: async () => ({
      compete: () => void calls.push('compete'),
      release: async () => void calls.push('release'),
    }),
    onError: (error) => errors.push(error),
  })
  return { worker, clock, calls, errors, hosting }
}

const asWorker = (worker: FakeWorker) => worker as unknown as Worker

it('runs in the worker that says hello and can open what it needs', async () => {
  const { worker, hosting, errors } = host(asWorker)
  worker.say({ type: 'hello' })
  worker.say({ type: 'ready' })
  const runner = await hosting
  expect(runner.place).toBe('worker')
  runner.compete()
  await runner.release()
  expect(worker.heard.map(({ type }) => type)).toEqual(['open', 'compete', 'release'])
  worker.say({ type: 'error', message: 'the disk is ill' })
  expect(errors).toEqual([new Error('the disk is ill')])
  runner.dispose()
  expect(worker.isTerminated).toBe(true)
})

it('waits for a disk that is slow to open, once the worker has said hello', async () => {
  const { worker, clock, hosting } = host(asWorker)
  worker.say({ type: 'hello' })
  clock.advance(60_000)
  worker.say({ type: 'ready' })
  expect((await hosting).place).toBe('worker')
})

it('reports an error of a worker that is at work, and leaves it there', async () => {
  const { worker, hosting, errors } = host(asWorker)
  worker.say({ type: 'hello' })
  worker.say({ type: 'ready' })
  expect((await hosting).place).toBe('worker')
  worker.dispatchEvent(Object.assign(new Event('error'), { message: 'Uncaught TypeError' }))
  expect(errors).toEqual([new Error('Uncaught TypeError')])
  expect(worker.isTerminated).toBe(false)
})

it.each([
  ['never says hello', ({ clock }: ReturnType<typeof host>) => clock.advance(10_000)],
  ['fails to load', ({ worker }: ReturnType<typeof host>) => worker.dispatchEvent(new Event('error'))],
  [
    'can’t open what it needs',
    ({ worker }: ReturnType<typeof host>) => {
      worker.say({ type: 'hello' })
      worker.say({ type: 'failed', message: 'no storage' })
    },
  ],
])('runs on the page when the worker %s', async (_what, happen) => {
  const hosted = host(asWorker)
  happen(hosted)
  const runner = await hosted.hosting
  expect([runner.place, hosted.worker.isTerminated]).toEqual(['page', true])
  runner.compete()
  runner.dispose()
  expect(hosted.calls).toEqual(['compete', 'release'])
})

it('runs on the page when a worker may not be made, or none is wanted', async () => {
  const refused = host(() => {
    throw new DOMException('Refused by a policy.', 'SecurityError')
  })
  expect((await refused.hosting).place).toBe('page')
  expect((await host(null).hosting).place).toBe('page')
})
