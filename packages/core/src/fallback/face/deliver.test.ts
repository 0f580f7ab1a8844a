import { expect, it, onTestFinished, vi } from 'vitest'
import type { BackgroundFetchUpdateUIEvent } from './events.js'
import { openBrowser, type FakeBrowser } from './fixtures/browser.js'
import { ORIGIN, settleDown } from './fixtures/stage.js'

const FILM = `${ORIGIN}/film.mp4`

interface WorkerEvent extends BackgroundFetchUpdateUIEvent {
  waitUntil(promise: Promise<unknown>): void
}

function open(): FakeBrowser {
  const browser = openBrowser()
  browser.install(browser.page)
  browser.install(browser.worker)
  return browser
}

function listen({ worker }: FakeBrowser, types: string, listener: (event: WorkerEvent) => void) {
  for (const type of types.split(' '))
    worker.addEventListener(`backgroundfetch${type}`, (event) => listener(event as WorkerEvent))
}

function classOf(event: Event): string {
  return Object.prototype.toString.call(event)
}

async function begin(browser: FakeBrowser, id = 'film') {
  const registration = await browser.page.registration.backgroundFetch!.fetch(id, FILM)
  return { registration, jobId: browser.job(id) }
}

it('fires success, with the records from the journal, and lets them go when the event is over', async () => {
  const browser = open()
  const { registration, jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  let copied = ''
  listen(browser, 'success', (event) => {
    expect(event.registration).toMatchObject({
      id: 'film',
      result: 'success',
      recordsAvailable: true,
      downloaded: 4,
    })
    expect(classOf(event)).toBe('[object BackgroundFetchUpdateUIEvent]')
    const copy = async () => {
      const record = await event.registration.match(FILM)
      await settleDown()
      copied = await (await record!.responseReady).text()
    }
    event.waitUntil(copy())
  })
  await browser.post(browser.settled)
  expect(copied).toBe('reel')
  await expect.poll(() => registration.recordsAvailable).toBe(false)
  expect([await browser.journal.outbox(), await browser.store.keys()]).toEqual([[], []])
})

it('fires fail and abort, and abort has no updateUI', async () => {
  const browser = open()
  const heard: unknown[] = []
  listen(browser, 'success fail abort', (event) => {
    heard.push([event.type, event.registration.failureReason, classOf(event), 'updateUI' in event])
  })
  const { jobId } = await begin(browser)
  await browser.engine.fail(jobId, { reason: 'bad-status', httpStatus: 404, url: FILM })
  await browser.post(browser.settled)
  const { registration } = await begin(browser)
  await registration.abort()
  await browser.post(browser.settled)
  expect(heard).toEqual([
    ['backgroundfetchfail', 'bad-status', '[object BackgroundFetchUpdateUIEvent]', true],
    ['backgroundfetchabort', 'aborted', '[object BackgroundFetchEvent]', false],
  ])
})

it('fires each ending once, however often it is told', async () => {
  const browser = open()
  const { jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const hear = vi.fn<(event: WorkerEvent) => void>((event) => event.waitUntil(settleDown()))
  listen(browser, 'success', hear)
  await Promise.all([browser.post(browser.settled), browser.post(browser.settled)])
  await browser.post(browser.settled)
  expect(hear).toHaveBeenCalledOnce()
})

it('fires it again where the worker was killed while the app handled it, and then no more', async () => {
  const browser = open()
  const { jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const forever = new Promise<void>(() => {})
  const killed = vi.fn<(event: WorkerEvent) => void>((event) => event.waitUntil(forever))
  listen(browser, 'success', killed)
  void browser.post(browser.settled)
  await expect.poll(() => killed.mock.calls.length).toBe(1)
  browser.killWorker()
  const hear = vi.fn<(event: WorkerEvent) => void>()
  listen(browser, 'success', hear)
  await browser.post(browser.settled)
  await browser.post(browser.settled)
  expect([killed.mock.calls.length, hear.mock.calls.length]).toEqual([1, 1])
  expect([await browser.journal.outbox(), await browser.store.keys()]).toEqual([[], []])
})

it('lets the records go at the next event where the worker was killed as the first one was over', async () => {
  const browser = open()
  const { registration, jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const { remove } = browser.journal
  const removing = new Promise<void>((resolve) => {
    browser.journal.remove = () => {
      resolve()
      return new Promise(() => {})
    }
  })
  void browser.post(browser.settled)
  await removing
  browser.journal.remove = remove
  browser.killWorker()
  await browser.post(browser.settled)
  await expect.poll(() => registration.recordsAvailable).toBe(false)
  expect([await browser.journal.outbox(), await browser.store.keys()]).toEqual([[], []])
})

it('says that records and fetches are gone also where the disk does not let go of their bytes', async () => {
  const browser = open()
  const { registration, jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const busy = new DOMException('Somebody else frees it.', 'NotFoundError')
  browser.store.delete = () => Promise.reject(busy)
  await browser.post(browser.settled)
  await expect.poll(() => registration.recordsAvailable).toBe(false)
  const { registration: podcast } = await begin(browser, 'podcast')
  expect(await podcast.abort()).toBe(true)
  expect([podcast.failureReason, browser.told.length]).toEqual(['aborted', 2])
  expect(browser.takeErrors()).toEqual([busy, busy])
})

it('says that an ending or a click could not be told', async () => {
  const browser = open()
  const { jobId } = await begin(browser)
  const lost = new DOMException('Connection to Indexed Database server lost.', 'UnknownError')
  const fail = () => Promise.reject(lost)
  Object.assign(browser.journal, { outbox: fail, get: fail })
  await browser.post(browser.settled)
  await browser.post({ longhaul: 'click', namespace: 'films-manager', jobId })
  expect(browser.errors).toEqual([lost, lost])
})

it('goes on when a handler fails', async () => {
  const browser = open()
  for (const id of ['film', 'podcast']) {
    const { jobId } = await begin(browser, id)
    await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  }
  listen(browser, 'success', (event) => event.waitUntil(Promise.reject(new Error('full'))))
  await browser.post(browser.settled)
  expect(await browser.journal.outbox()).toEqual([])
})

it('calls the event handler attribute', async () => {
  const browser = open()
  const { jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const hear = vi.fn<(event: Event) => void>()
  browser.worker['onbackgroundfetchsuccess'] = hear
  await browser.post(browser.settled)
  expect(hear).toHaveBeenCalledOnce()
})

it('lets the UI be updated once, while the event lives', async () => {
  const browser = open()
  const { jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const answers: string[] = []
  const update = (event: WorkerEvent, options: object) =>
    event.updateUI(options).then(
      () => answers.push('updated'),
      (error: Error) => answers.push(error.name),
    )
  let kept: WorkerEvent | undefined
  listen(browser, 'success', (event) => {
    kept = event
    const twice = async () => {
      await update(event, { icons: 3 })
      await update(event, { title: 'Film: on this device' })
      await update(event, { title: 'again' })
    }
    event.waitUntil(twice())
  })
  await browser.post(browser.settled)
  await update(kept!, {})
  expect(answers).toEqual(['TypeError', 'updated', 'InvalidStateError', 'InvalidStateError'])
  expect(() => kept!.waitUntil(Promise.resolve())).toThrow(DOMException)
})

it('lets no UI be updated by an event that is over, or was never fired', async () => {
  const browser = open()
  const { registration, jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  let kept: WorkerEvent | undefined
  listen(browser, 'success', (event) => {
    kept = event
  })
  await browser.post(browser.settled)
  await expect(kept!.updateUI()).rejects.toMatchObject({ name: 'InvalidStateError' })
  const Type = browser.worker['BackgroundFetchUpdateUIEvent'] as new (
    type: string,
    init: object,
  ) => WorkerEvent
  const own = new Type('backgroundfetchsuccess', { registration })
  browser.worker.dispatchEvent(own)
  await expect(own.updateUI()).rejects.toMatchObject({ name: 'InvalidStateError' })
})

it('lets a handler ask for more time as long as it has some', async () => {
  const browser = open()
  const { registration, jobId } = await begin(browser)
  await browser.engine.succeed(jobId, { [FILM]: 'reel' })
  const steps: boolean[] = []
  listen(browser, 'success', (event) => {
    const first = settleDown()
    event.waitUntil(first)
    void first.then(() =>
      event.waitUntil(settleDown().then(() => steps.push(event.registration.recordsAvailable))),
    )
  })
  await browser.post(browser.settled)
  expect(steps).toEqual([true])
  await expect.poll(() => registration.recordsAvailable).toBe(false)
})

it('leaves the endings of other registrations to their workers', async () => {
  const browser = open()
  const other = await browser.open(`${ORIGIN}/other/`).fetch('film', FILM)
  await other.abort()
  const hear = vi.fn<(event: Event) => void>()
  listen(browser, 'abort', hear)
  await browser.post(browser.settled)
  expect(hear).not.toHaveBeenCalled()
  expect(await browser.journal.outbox()).toHaveLength(1)
})

it('fires a click for what a page says was clicked', async () => {
  const browser = open()
  const { jobId } = await begin(browser)
  const heard: unknown[] = []
  listen(browser, 'click', (event) =>
    heard.push(event.registration.id, event.registration.result, 'updateUI' in event),
  )
  await browser.post({ longhaul: 'click', namespace: 'films-manager', jobId })
  expect(heard).toEqual(['film', '', false])
})

it('knows in the worker what the page has started, aborts it there, and starts nothing', async () => {
  const browser = open()
  const { registration } = await begin(browser)
  const manager = browser.worker.registration.backgroundFetch!
  expect(await manager.getIds()).toEqual(['film'])
  const found = (await manager.get('film'))!
  expect(found).not.toBe(registration)
  await expect(manager.fetch('podcast', FILM)).rejects.toMatchObject({ name: 'NotAllowedError' })
  expect(await found.abort()).toBe(true)
  await expect.poll(() => registration.failureReason).toBe('aborted')
  expect(await registration.abort()).toBe(false)
})

it('makes events only of a registration', () => {
  const browser = open()
  const Type = browser.worker['BackgroundFetchEvent'] as new (type: string, init?: unknown) => Event
  for (const init of [undefined, {}, { registration: {} }]) {
    expect(() => new Type('backgroundfetchclick', init)).toThrow(TypeError)
  }
  expect(Type.length).toBe(2)
  onTestFinished(() => expect(browser.errors).toEqual([]))
})
