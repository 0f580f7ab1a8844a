import { afterEach, expect, it, vi } from 'vitest'
import { followWorker } from './followWorker.js'

afterEach(() => vi.unstubAllGlobals())

function stubContainer() {
  let makeReady = () => {}
  const ready = new Promise<void>((resolve) => {
    makeReady = resolve
  })
  const container = Object.assign(new EventTarget(), { ready })
  vi.stubGlobal('navigator', { serviceWorker: container })
  return { container, makeReady }
}

it('tells when the worker is ready, and when another takes over', async () => {
  const { container, makeReady } = stubContainer()
  let told = 0
  const stop = followWorker(() => told++)
  expect(told).toBe(0)
  makeReady()
  await expect.poll(() => told).toBe(1)
  container.dispatchEvent(new Event('controllerchange'))
  expect(told).toBe(2)
  stop()
  container.dispatchEvent(new Event('controllerchange'))
  expect(told).toBe(2)
})

it('says nothing any more once it is stopped, though the worker becomes ready then', async () => {
  const { container, makeReady } = stubContainer()
  let told = 0
  followWorker(() => told++)()
  makeReady()
  await container.ready
  expect(told).toBe(0)
})

it('is content with a browser or a server without service workers', () => {
  vi.stubGlobal('navigator', {})
  expect(() => followWorker(() => {})()).not.toThrow()
  vi.stubGlobal('navigator', undefined)
  expect(() => followWorker(() => {})()).not.toThrow()
})
