import { expect, it } from 'vitest'
import { BackgroundFetchManager } from './BackgroundFetchManager.js'
import { BackgroundFetchRecord } from './BackgroundFetchRecord.js'
import { BackgroundFetchRegistration } from './BackgroundFetchRegistration.js'
import { quotaExceeded } from './exceptions.js'
import { openStage, ORIGIN } from './fixtures/stage.js'

const FILM = `${ORIGIN}/film.mp4`

const interfaces = [
  { type: BackgroundFetchManager, attributes: [], operations: { fetch: 2, get: 1, getIds: 0 } },
  {
    type: BackgroundFetchRegistration,
    attributes: [
      'id',
      'uploadTotal',
      'uploaded',
      'downloadTotal',
      'downloaded',
      'result',
      'failureReason',
      'recordsAvailable',
      'onprogress',
    ],
    operations: { abort: 0, match: 1, matchAll: 0 },
  },
  { type: BackgroundFetchRecord, attributes: ['request', 'responseReady'], operations: {} },
]

it.each(interfaces)('gives $type.name the members of the IDL', ({ type, attributes, operations }) => {
  const property = (name: string) => Object.getOwnPropertyDescriptor(type.prototype, name)
  for (const name of attributes) {
    expect(property(name)).toMatchObject({ enumerable: true, configurable: true })
    expect(typeof property(name)!.get).toBe('function')
    expect(property(name)!.set === undefined).toBe(name !== 'onprogress')
  }
  for (const [name, length] of Object.entries(operations)) {
    expect(property(name)).toMatchObject({ enumerable: true, configurable: true, writable: true })
    expect((property(name)!.value as () => unknown).length).toBe(length)
  }
  expect(property('constructor')!.enumerable).toBe(false)
  expect(type.length).toBe(0)
})

it.each(interfaces)('lets nobody construct a $type.name', ({ type }) => {
  const Type = type as unknown as new (...args: unknown[]) => unknown
  expect(() => new Type()).toThrow(TypeError)
  expect(() => new Type(Symbol('construct'), {})).toThrow(TypeError)
})

it('gives every object the class string of its interface', async () => {
  const { manager } = openStage()
  const registration = await manager.fetch('film', FILM)
  const record = (await registration.match(FILM))!
  expect([manager, registration, record].map(String)).toEqual([
    '[object BackgroundFetchManager]',
    '[object BackgroundFetchRegistration]',
    '[object BackgroundFetchRecord]',
  ])
  expect(registration).toBeInstanceOf(EventTarget)
  expect(Object.keys(registration)).toEqual([])
})

it('rejects a wrong this where the answer is a promise, and throws where it is none', async () => {
  const { prototype } = BackgroundFetchManager
  for (const call of [prototype.fetch.bind({} as never, 'film', FILM), prototype.getIds.bind({} as never)])
    await expect(call()).rejects.toBeInstanceOf(TypeError)
  const ready = Object.getOwnPropertyDescriptor(BackgroundFetchRecord.prototype, 'responseReady')!.get!
  await expect(ready.call({})).rejects.toBeInstanceOf(TypeError)
  expect(() => BackgroundFetchRegistration.prototype.id).toThrow(TypeError)
})

it('says that the quota is exceeded with the browser’s class, or as a DOMException', () => {
  const scope = globalThis as { QuotaExceededError?: unknown }
  const native = scope.QuotaExceededError
  class QuotaExceededError extends DOMException {
    constructor(message: string) {
      super(message, 'QuotaExceededError')
    }
  }
  try {
    scope.QuotaExceededError = QuotaExceededError
    expect(quotaExceeded('full')).toBeInstanceOf(QuotaExceededError)
    scope.QuotaExceededError = undefined
    expect(quotaExceeded('full')).not.toBeInstanceOf(QuotaExceededError)
    expect(quotaExceeded('full')).toMatchObject({ name: 'QuotaExceededError', message: 'full', code: 22 })
  } finally {
    if (native === undefined) delete scope.QuotaExceededError
    else scope.QuotaExceededError = native
  }
})
