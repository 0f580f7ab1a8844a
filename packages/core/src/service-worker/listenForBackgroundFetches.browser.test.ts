import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAnnouncements, type Announcement } from '../channel/announcements.js'
import { FILM, POSTER } from '../fixtures/films.js'
import { endedRegistration, platformRecord } from '../fixtures/platform.js'
import type { BackgroundFetchRecord } from '../types.js'
import { createDevice } from './fixtures/device.js'
import { createWorkerScope } from './fixtures/workerScope.js'
import { listenForBackgroundFetches, type ListenOptions } from './listenForBackgroundFetches.js'

let device: ReturnType<typeof createDevice>
beforeEach(() => {
  device = createDevice()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await device.forget()
})

function setUp(options: ListenOptions = {}, scope: Parameters<typeof createWorkerScope>[0] = {}) {
  const worker = createWorkerScope(scope)
  listenForBackgroundFetches(worker.scope, { namespace: device.namespace, ...options })
  const end = (type: 'success' | 'fail' | 'abort', members: object = {}, posterStatus = 200) => {
    const registration = endedRegistration({
      id: 'film',
      namespace: device.namespace,
      result: type === 'success' ? 'success' : 'failure',
      failureReason: type === 'success' ? '' : type === 'fail' ? 'bad-status' : 'aborted',
      records: [
        platformRecord(FILM, new Response('film')),
        platformRecord(POSTER, new Response('poster', { status: posterStatus })),
      ],
    })
    return worker.dispatch(`backgroundfetch${type}`, { registration, ...members })
  }
  return { ...worker, end }
}

describe('the end of a background fetch', () => {
  it('is taken home within the event, and told to every tab', async () => {
    await device.start('film')
    const heard: Announcement[] = []
    const tab = createAnnouncements(device.namespace)
    tab.subscribe((announcement) => heard.push(announcement))
    const { end } = setUp()
    expect(await end('success')).toMatchObject({ waits: 1, errors: [] })
    expect(await device.journal.get('film')).toMatchObject({
      state: { status: 'completed' },
      storedBytes: 10,
    })
    expect(await device.store.keys()).toHaveLength(2)
    await vi.waitFor(() => expect(heard).toEqual([{ type: 'changed', id: 'film' }]))
    tab.close()
  })

  it('keeps the good files of one that failed', async () => {
    await device.start('film')
    await setUp().end('fail', {}, 404)
    expect(await device.journal.get('film')).toMatchObject({
      state: { status: 'failed', failure: { reason: 'bad-status', httpStatus: 404, url: POSTER } },
      filesCompleted: 1,
    })
  })

  it('is an abort where a person cancelled it in the browser', async () => {
    await device.start('film')
    await setUp().end('abort')
    expect((await device.journal.get('film'))?.state.status).toBe('aborted')
  })

  it.each([
    ['a page is open', ['/library'], 'server'],
    ['no page is open', [], 'page-closed'],
  ])('waits for its next attempt when %s', async (_name, windows, reason) => {
    await device.start('film')
    await setUp({}, { windows }).end('fail', {}, 503)
    expect((await device.journal.get('film'))?.state).toMatchObject({ status: 'interrupted', reason })
  })

  it.each(['film', 'longhaul:other:1:film', 'longhaul:'])('leaves “%s” to the app', async (id) => {
    const { dispatch } = setUp()
    const registration = Object.assign(new EventTarget(), {
      id,
      matchAll: () => Promise.reject(new Error('Not ours.')),
    })
    for (const type of ['success', 'fail', 'abort', 'click']) {
      expect(await dispatch(`backgroundfetch${type}`, { registration })).toMatchObject({ waits: 0 })
    }
  })

  it('is told to the app, and the worker kept alive until it is done', async () => {
    await device.start('film')
    const log: unknown[] = []
    const { end } = setUp({
      async onSettled({ id, status }, responses) {
        log.push([id, status, await Promise.all(responses.map((response) => response.text()))])
        await Promise.resolve()
        log.push('done')
      },
    })
    await end('success')
    expect(log).toEqual([['film', 'completed', ['film', 'poster']], 'done'])
  })

  it('is told again when the app stumbled', async () => {
    await device.start('film')
    const onSettled = vi.fn<() => void>().mockImplementationOnce(() => {
      throw new Error('The app stumbles.')
    })
    const { end, dispatch } = setUp({ onSettled })
    expect((await end('success')).errors).toMatchObject([{ message: 'The app stumbles.' }])
    await dispatch('message', { data: { longhaul: 'settled', namespace: device.namespace }, ports: [] })
    expect(onSettled).toHaveBeenCalledTimes(2)
  })
})

describe('the browser’s own notification', () => {
  const shown: unknown[] = []
  const updateUI = (ui: unknown) => Promise.resolve(void shown.push(ui))
  beforeEach(async () => {
    shown.length = 0
    await device.start('film')
  })

  it.each([
    ['success', 200, 'Film: on this device'],
    ['fail', 404, 'Film: download failed'],
    ['fail', 503, 'Film: goes on when you come back'],
  ] as const)('says after %s and a %i how it went', async (type, status, title) => {
    await setUp().end(type, { updateUI }, status)
    expect(shown).toEqual([{ title }])
  })

  it('says what the app wants', async () => {
    const say = ({ title, filesCompleted }: BackgroundFetchRecord) => ({
      title: `${title} (${filesCompleted})`,
    })
    await setUp({ updateUI: say }).end('success', { updateUI })
    expect(shown).toEqual([{ title: 'Film (2)' }])
  })

  it('stays as it is where the app says nothing, and in an abort', async () => {
    await setUp({ updateUI: () => null }).end('success', { updateUI })
    await setUp().end('abort', { updateUI })
    expect(shown).toEqual([])
  })

  it('never stands in the way of the app being told', async () => {
    const onSettled = vi.fn<() => void>()
    const stumble = () => {
      throw new Error('No words.')
    }
    const { errors } = await setUp({ onSettled, updateUI: stumble }).end('success', { updateUI })
    expect(errors).toMatchObject([{ message: 'No words.' }])
    expect(onSettled).toHaveBeenCalledTimes(1)
  })

  it('may be refused by the browser', async () => {
    const refuse = () => Promise.reject(new DOMException('Too late.', 'InvalidStateError'))
    expect((await setUp().end('success', { updateUI: refuse })).errors).toEqual([])
  })
})

describe('a journal that does not open', () => {
  it('is reported, and the bytes wait beside a manifest', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('No database.', 'UnknownError')
    })
    const onStorageError = vi.fn<(error: unknown) => void>()
    await setUp({ onStorageError }).end('success')
    expect(onStorageError).toHaveBeenCalledWith(expect.objectContaining({ name: 'UnknownError' }))
    expect((await device.store.keys()).some((key) => key.startsWith('manifests/'))).toBe(true)
  })
})
