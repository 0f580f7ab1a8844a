import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PROTOCOL, shakeHands } from '../channel/handshake.js'
import { endedRegistration } from '../fixtures/platform.js'
import { createDevice } from './fixtures/device.js'
import { createWorkerScope } from './fixtures/workerScope.js'
import { listenForBackgroundFetches, type ListenOptions } from './listenForBackgroundFetches.js'

const HOME = new URL('/', location.origin).href
const LIBRARY = new URL('/library', location.origin).href

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
  const click = () =>
    worker.dispatch('backgroundfetchclick', {
      registration: endedRegistration({ id: 'film', namespace: device.namespace }),
    })
  return { ...worker, click }
}

describe('listening in time', () => {
  it('is refused inside the install event', () => {
    expect(() => setUp({}, { state: 'installing' })).toThrow(
      expect.objectContaining({ code: 'listener-too-late' }),
    )
  })

  it.each(['parsed', 'installed', 'activating', 'activated'] as const)(
    'is right at the start of a worker that is %s',
    (state) => {
      expect(() => setUp({}, { state })).not.toThrow()
    },
  )

  it('needs a namespace that names can be made of', () => {
    expect(() => setUp({ namespace: 'a b' })).toThrow(expect.objectContaining({ code: 'invalid-option' }))
  })

  it('opens nothing before the first event', async () => {
    setUp()
    const names = (await indexedDB.databases()).map(({ name }) => name)
    expect(names).not.toContain(`longhaul:${device.namespace}`)
  })
})

describe('a message of a page', () => {
  it('is answered: this worker listens', async () => {
    const { dispatch } = setUp()
    const worker = {
      postMessage: (data: unknown, ports: MessagePort[]) => void dispatch('message', { data, ports }),
    }
    expect(await shakeHands(worker as unknown as ServiceWorker, device.namespace)).toBe(true)
  })

  it('names the protocol', async () => {
    const { port1, port2 } = new MessageChannel()
    const answer = new Promise((resolve) => {
      port1.onmessage = ({ data }) => resolve(data)
    })
    await setUp().dispatch('message', {
      data: { longhaul: 'hello', namespace: device.namespace },
      ports: [port2],
    })
    expect(await answer).toEqual({ longhaul: 'listening', protocol: PROTOCOL })
    port1.close()
  })

  it.each([{ longhaul: 'hello', namespace: 'other' }, 'hello', null])(
    '%o is left to the app',
    async (data) => {
      expect(await setUp().dispatch('message', { data, ports: [] })).toMatchObject({ waits: 0 })
    },
  )

  it('makes the app hear of endings that a page committed', async () => {
    await device.start('film')
    await device.journal.commit({
      id: 'film',
      attempt: 1,
      ending: { type: 'aborted' },
      verified: [],
      now: 1,
      unattended: false,
    })
    const onSettled = vi.fn<(record: { id: string; status: string }) => void>()
    const { dispatch } = setUp({ onSettled })
    await dispatch('message', { data: { longhaul: 'settled', namespace: device.namespace }, ports: [] })
    expect(onSettled.mock.calls[0]?.[0]).toMatchObject({ id: 'film', status: 'aborted' })
    expect(await device.journal.outbox()).toEqual([])
  })
})

describe('a click on the notification', () => {
  it('focuses the window that shows the page', async () => {
    const { click, windows, opened } = setUp({ page: '/library' }, { windows: ['/', '/library'] })
    await click()
    expect(windows.map(({ isFocused }) => isFocused)).toEqual([false, true])
    expect(opened).toEqual([])
  })

  it('focuses any window of the app where no page is named', async () => {
    const { click, windows } = setUp({}, { windows: ['/somewhere'] })
    await click()
    expect(windows[0]?.isFocused).toBe(true)
  })

  it('opens the page where no window shows it', async () => {
    const { click, windows, opened } = setUp({ page: '/library' }, { windows: ['/'] })
    await click()
    expect([opened, windows[0]?.isFocused]).toEqual([[LIBRARY], false])
  })

  it('opens the scope where there is no window and no page is named', async () => {
    const { click, opened } = setUp()
    await click()
    expect(opened).toEqual([HOME])
  })

  it('asks the app where a fetch is shown', async () => {
    await device.start('film')
    const { click, opened } = setUp({ page: (record) => `/library?film=${record?.title}` })
    await click()
    await device.journal.remove('film', 1)
    await click()
    expect(opened).toEqual([`${LIBRARY}?film=Film`, `${LIBRARY}?film=undefined`])
  })

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example/',
    'javascript:alert(1)',
    'data:text/html,hello',
  ])('never leaves the origin for %s', async (page) => {
    const { click, opened } = setUp({ page })
    await click()
    expect(opened).toEqual([HOME])
  })

  it('leads somewhere when the journal does not open', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('No database.', 'UnknownError')
    })
    const onStorageError = vi.fn<(error: unknown) => void>()
    const { click, opened } = setUp({ onStorageError, page: '/library' })
    await click()
    expect([opened, onStorageError.mock.calls.length]).toEqual([[LIBRARY], 1])
  })
})
