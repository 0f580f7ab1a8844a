import { afterEach, expect, it, vi } from 'vitest'
import { HANDSHAKE_TIMEOUT_MS, isWorkerMessage, PROTOCOL, shakeHands } from './handshake.js'

afterEach(() => {
  vi.useRealTimers()
})

/** A worker as the page sees it: something that takes messages with ports. */
function workerThat(answers: (port: MessagePort, data: unknown) => void): ServiceWorker {
  return Object.assign(new EventTarget(), {
    postMessage: (data: unknown, [port]: MessagePort[]) => answers(port!, data),
  }) as unknown as ServiceWorker
}

it('says hello in its namespace, and takes the answer of a worker that listens', async () => {
  const heard: unknown[] = []
  const worker = workerThat((port, data) => {
    heard.push(data)
    port.postMessage({ longhaul: 'listening', protocol: PROTOCOL })
  })
  expect(await shakeHands(worker, 'films')).toBe(true)
  expect(heard).toEqual([{ longhaul: 'hello', namespace: 'films' }])
})

it.each([
  ['a newer worker', { longhaul: 'listening', protocol: PROTOCOL + 1 }, true],
  ['a worker that is too old', { longhaul: 'listening', protocol: PROTOCOL - 1 }, false],
  ['a worker that names no protocol', { longhaul: 'listening' }, false],
  ['a worker that says something else', 'hello yourself', false],
  ['a worker that says nothing', null, false],
])('judges %s', async (_name, answer, verdict) => {
  expect(
    await shakeHands(
      workerThat((port) => port.postMessage(answer)),
      'films',
    ),
  ).toBe(verdict)
})

it('gives up after the time that a worker needs to start', async () => {
  vi.useFakeTimers()
  const settled = vi.fn<(answer: boolean) => void>()
  void shakeHands(
    workerThat(() => {}),
    'films',
  ).then(settled)
  await vi.advanceTimersByTimeAsync(HANDSHAKE_TIMEOUT_MS - 1)
  expect(settled).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(settled).toHaveBeenCalledWith(false)
})

it('does not wait for a worker that takes no messages any more', async () => {
  const gone = workerThat(() => {
    throw new DOMException('It is redundant.', 'InvalidStateError')
  })
  expect(await shakeHands(gone, 'films')).toBe(false)
})

it.each<readonly [unknown, boolean]>([
  [{ longhaul: 'hello', namespace: 'films' }, true],
  [{ longhaul: 'settled', namespace: 'films' }, true],
  [{ longhaul: 'hello', namespace: 'podcasts' }, false],
  [{ longhaul: 'hello' }, false],
  [{ longhaul: 'goodbye', namespace: 'films' }, false],
  [null, false],
  ['hello', false],
  [undefined, false],
])('tells from %o whether a page of ours speaks', (data, isOurs) => {
  expect(isWorkerMessage(data, 'films')).toBe(isOurs)
})
