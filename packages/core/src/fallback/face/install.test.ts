import { expect, it, vi } from 'vitest'
import { hasNativeSupport } from '../../detect.js'
import { openBrowser, type FakeScope } from './fixtures/browser.js'
import { ORIGIN, settleDown } from './fixtures/stage.js'
import { isInstalledByUs } from './mark.js'

const FILM = `${ORIGIN}/film.mp4`
const PAGE_INTERFACES = ['BackgroundFetchManager', 'BackgroundFetchRecord', 'BackgroundFetchRegistration']
const WORKER_INTERFACES = [...PAGE_INTERFACES, 'BackgroundFetchEvent', 'BackgroundFetchUpdateUIEvent']

function added(scope: FakeScope) {
  return Object.getOwnPropertyNames(scope).filter((name) => name.startsWith('BackgroundFetch'))
}

it('defines in a page what the specification has there', async () => {
  const { page, install } = openBrowser()
  expect([install(page), added(page).toSorted()]).toEqual([true, PAGE_INTERFACES])
  for (const name of PAGE_INTERFACES) {
    const property = Object.getOwnPropertyDescriptor(page, name)
    expect(property).toMatchObject({ enumerable: false, configurable: true, writable: true })
  }
  const { prototype } = page['ServiceWorkerRegistration'] as { prototype: object }
  const property = Object.getOwnPropertyDescriptor(prototype, 'backgroundFetch')!
  expect([property.enumerable, property.configurable, property.set]).toEqual([true, true, undefined])
  const manager = page.registration.backgroundFetch!
  expect(manager).toBeInstanceOf(page['BackgroundFetchManager'] as () => void)
  expect(page.registration.backgroundFetch).toBe(manager)
  expect(() => property.get!.call({})).toThrow(TypeError)
  expect((await manager.fetch('film', FILM)).id).toBe('film')
})

it('defines the events, too, in a service worker', () => {
  const { worker, install } = openBrowser()
  expect([install(worker), added(worker).toSorted()]).toEqual([true, WORKER_INTERFACES.toSorted()])
  for (const type of ['success', 'fail', 'abort', 'click'])
    expect(worker[`onbackgroundfetch${type}`]).toBe(null)
})

it('defines the interfaces alone where there is no registration, as in a worker of another kind', () => {
  const { install } = openBrowser()
  const scope = Object.assign(new EventTarget(), {}) as FakeScope
  expect([install(scope), added(scope).toSorted()]).toEqual([true, PAGE_INTERFACES])
  expect(install(scope)).toBe(false)
})

it('leaves the interfaces of a native API alone where there is no registration', () => {
  const { install } = openBrowser()
  const native = {}
  const scope = Object.assign(new EventTarget(), { BackgroundFetchManager: native }) as never as FakeScope
  expect([install(scope), scope['BackgroundFetchManager'] === native]).toEqual([false, true])
})

it('opens nothing before it is used, unless an earlier page has left work', async () => {
  const { page, worker, install, opened, willHaveWork } = openBrowser()
  install(page)
  install(worker)
  await settleDown()
  expect(opened).toEqual({ page: 0, worker: 0 })
  await page.registration.backgroundFetch!.getIds()
  await page.registration.backgroundFetch!.getIds()
  expect(opened.page).toBe(1)
  const later = openBrowser()
  willHaveWork()
  later.willHaveWork()
  later.install(later.page)
  await settleDown()
  expect(later.opened.page).toBe(1)
})

it('installs once', () => {
  const { page, install } = openBrowser()
  install(page)
  const manager = page.registration.backgroundFetch
  expect(install(page)).toBe(false)
  expect(install(page, { force: true })).toBe(false)
  expect(page.registration.backgroundFetch).toBe(manager)
})

it('leaves a native API alone, unless it is forced to replace it', () => {
  const { page, install } = openBrowser()
  const native = {}
  const scope = page as unknown as { ServiceWorkerRegistration: { prototype: object } }
  Object.defineProperty(scope.ServiceWorkerRegistration.prototype, 'backgroundFetch', {
    get: () => native,
    configurable: true,
  })
  expect([isInstalledByUs(scope), install(page), added(page)]).toEqual([false, false, []])
  expect(page.registration.backgroundFetch).toBe(native)
  expect([install(page, { force: true }), isInstalledByUs(scope)]).toEqual([true, true])
  expect(page.registration.backgroundFetch).not.toBe(native)
})

it('marks what it has installed, so that nobody takes it for the browser’s own', () => {
  const { page, install } = openBrowser()
  expect([isInstalledByUs(page as object), isInstalledByUs({})]).toEqual([false, false])
  install(page)
  expect([isInstalledByUs(page as object), hasNativeSupport(page as object)]).toEqual([true, false])
})

it('refuses a namespace that can’t be one', () => {
  const { page, install } = openBrowser()
  expect(() => install(page, { namespace: 'a b' } as object)).toThrow('namespace')
  expect(added(page)).toEqual([])
})

it('keeps its own messages from the app’s listeners, and the app’s from nobody', async () => {
  const { worker, install, post, settled } = openBrowser()
  install(worker)
  const hear = vi.fn<(event: Event) => void>()
  worker.addEventListener('message', hear)
  await post(settled)
  await post({ longhaul: 'click', namespace: 'films-manager', jobId: 'film' })
  expect(hear).not.toHaveBeenCalled()
  for (const data of ['film', null, { longhaul: 'settled', namespace: 'films' }]) await post(data)
  expect(hear).toHaveBeenCalledTimes(3)
})

it('answers a handshake', async () => {
  const { worker, install, post } = openBrowser()
  install(worker)
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data)
  })
  await post({ longhaul: 'hello', namespace: 'films-manager' }, [port2])
  expect(await answer).toMatchObject({ longhaul: 'listening' })
  port1.close()
})
