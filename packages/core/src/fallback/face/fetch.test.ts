import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openStage, ORIGIN, settleDown } from './fixtures/stage.js'

const FILM = `${ORIGIN}/film.mp4`

async function errorOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'nothing',
    (error: Error) => error.name,
  )
}

it('keeps the requests on the disk before it resolves', async () => {
  const { manager, journal, job } = openStage()
  const body = new Blob(['once upon a time'])
  const upload = new Request(`${ORIGIN}/upload`, { method: 'POST', body, headers: { 'x-reel': '1' } })
  await manager.fetch('film', [FILM, upload], { title: 'Film', icons: [{ src: '/icon.png' }] })
  const kept = (await journal.job(job('film')))!
  expect(kept.fetch).toMatchObject({ title: 'Film', icons: [{ src: '/icon.png' }], live: 1 })
  expect(kept.requests.map(({ url, method }) => [url, method])).toEqual([
    [FILM, 'GET'],
    [`${ORIGIN}/upload`, 'POST'],
  ])
  expect(await kept.requests[1]!.body!.text()).toBe('once upon a time')
  expect(kept.requests[1]!.headers).toContainEqual(['x-reel', '1'])
})

it('gives a registration that says what is known', async () => {
  const { manager } = openStage()
  const upload = new Request(`${ORIGIN}/upload`, { method: 'POST', body: '12345' })
  const registration = await manager.fetch('film', [upload], { downloadTotal: 700 })
  expect(registration).toMatchObject({
    id: 'film',
    uploadTotal: 5,
    uploaded: 0,
    downloadTotal: 700,
    downloaded: 0,
    result: '',
    state: 'pending',
    failureReason: '',
    recordsAvailable: true,
    onprogress: null,
  })
})

const refused: readonly [string, unknown][] = [
  ['an empty list', []],
  ['a user name in the URL', 'https://user:pass@films.example/'],
  ['the mode no-cors', new Request(FILM, { mode: 'no-cors' })],
  ['a URL that is none', 'https://'],
  ['data:', 'data:text/plain,film'],
  ['file:', 'file:///film.mp4'],
  ['an unknown scheme', 'film:reel'],
  ['mixed content', 'http://films.example/film.mp4'],
  ['mixed content beside what is fine', [FILM, 'http://films.example/film.mp4']],
  ['a blocked port', 'https://films.example:587/film.mp4'],
  ['dangling markup', 'https://films.example/?\n<'],
  ['a symbol', Symbol('film')],
]

it.each(refused)('refuses %s with a TypeError, before anything is kept', async (_what, requests) => {
  const { manager, engine } = openStage()
  expect(await errorOf(manager.fetch('film', requests as string))).toBe('TypeError')
  expect([engine.running, await manager.getIds()]).toEqual([[], []])
})

const taken: readonly string[] = [FILM, 'http://localhost/a', 'http://127.0.0.1:8080/a', 'http://[::1]/a']

it.each(taken)('takes %s', async (url) => {
  const { manager } = openStage()
  expect((await manager.fetch('film', url)).id).toBe('film')
})

it('takes http: on a page that has come over http:, as while it is developed', async () => {
  const { open } = openStage()
  const manager = open('http://localhost:3000/')
  expect((await manager.fetch('film', 'http://films.example/film.mp4')).id).toBe('film')
  expect(await errorOf(manager.fetch('film', 'data:text/plain,film'))).toBe('TypeError')
})

it('refuses wrong options with a TypeError', async () => {
  const { manager } = openStage()
  for (const options of ['title', { icons: 3 }, { icons: [{}] }, { title: Symbol('film') }]) {
    expect(await errorOf(manager.fetch('film', FILM, options as object))).toBe('TypeError')
  }
  const few = manager.fetch as (id: string) => Promise<unknown>
  expect(await errorOf(few.call(manager, 'film'))).toBe('TypeError')
})

it('reads downloadTotal as Web IDL does', async () => {
  const { manager } = openStage()
  const totals = await Promise.all(
    [Number.NaN, '12', 3.9, null, undefined, Infinity].map(async (total, at) => {
      const options = { downloadTotal: total as number }
      return (await manager.fetch(`film-${at}`, FILM, options)).downloadTotal
    }),
  )
  expect(totals).toEqual([0, 12, 3, 0, 0, 0])
})

it('takes an id once among those that are active, and again when it has ended', async () => {
  const { manager, engine, job } = openStage()
  const answers = await Promise.allSettled([manager.fetch('film', FILM), manager.fetch('film', FILM)])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(answers[1]).toMatchObject({ reason: { name: 'TypeError' } })
  const first = await manager.get('film')
  await engine.succeed(job('film'), { [FILM]: 'reel' })
  const second = await manager.fetch('film', FILM)
  expect(second).not.toBe(first)
  expect(await manager.get('film')).toBe(second)
  expect([first!.result, second.result]).toEqual(['success', ''])
})

it('keeps the ids of two registrations apart', async () => {
  const { open, manager } = openStage()
  const other = open(`${ORIGIN}/other/`)
  await manager.fetch('film', FILM)
  await other.fetch('film', FILM)
  expect([await manager.getIds(), await other.getIds()]).toEqual([['film'], ['film']])
  expect(await other.get('film')).not.toBe(await manager.get('film'))
})

it('takes any string for an id', async () => {
  const { manager } = openStage()
  const unit = fc.constantFrom('a', '/', ':', '"', '%', '\0', '\uD83D', 'é')
  const strings = fc.uniqueArray(fc.string({ unit, maxLength: 8 }), { maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(strings, async (ids) => {
      for (const id of ids) await manager.fetch(id, FILM)
      expect((await manager.getIds()).toSorted()).toEqual(ids.toSorted())
      for (const id of ids) expect(await (await manager.get(id))!.abort()).toBe(true)
    }),
    { numRuns: 20 },
  )
})

it('takes an empty id and half a surrogate pair', async () => {
  const { manager } = openStage()
  for (const id of ['', '\uD83D']) expect((await manager.fetch(id, FILM)).id).toBe(id)
  expect(await manager.getIds()).toEqual(['', '\uD83D'])
})

it('asks permission first, then for an active worker, then for the id', async () => {
  const denied = openStage({ permission: async () => 'denied' })
  expect(await errorOf(denied.open('https://films.example/', null).fetch('film', FILM))).toBe(
    'NotAllowedError',
  )
  const { open, manager } = openStage()
  expect(await errorOf(open(`${ORIGIN}/`, null).fetch('film', FILM))).toBe('TypeError')
  expect(await errorOf(openStage({ canStart: false }).manager.fetch('film', FILM))).toBe('NotAllowedError')
  expect(await manager.getIds()).toEqual([])
})

it('refuses more bytes than there is room for', async () => {
  const { manager } = openStage({ room: async () => 100 })
  const refused = manager.fetch('film', FILM, { downloadTotal: Number.MAX_SAFE_INTEGER })
  await expect(refused).rejects.toMatchObject({ name: 'QuotaExceededError' })
  await expect(refused).rejects.toBeInstanceOf(DOMException)
  expect((await manager.fetch('film', FILM, { downloadTotal: 100 })).downloadTotal).toBe(100)
})

it('forgets what the engine will not start', async () => {
  const { manager, engine, journal } = openStage()
  engine.refuse({ started: false, refusal: 'storage', needsUser: true })
  expect(await errorOf(manager.fetch('film', FILM))).toBe('QuotaExceededError')
  engine.refuse({ started: false, refusal: 'permission', needsUser: true })
  expect(await errorOf(manager.fetch('film', FILM))).toBe('NotAllowedError')
  expect(await journal.live()).toEqual([])
})

it.each(['AbortError', 'UnknownError', 'QuotaExceededError'])(
  'says that there is no room where the journal says %s, after it has insisted',
  async (name) => {
    const { manager, engine, journal } = openStage()
    const { create } = journal
    let tries = 0
    const refuse = () => {
      tries++
      return Promise.reject(new DOMException('', name))
    }
    Object.assign(journal, { create: refuse })
    const refused = errorOf(manager.fetch('film', FILM))
    for (let turn = 0; turn < 15; turn++) {
      await settleDown()
      engine.clock.advance(200)
    }
    expect([await refused, tries]).toEqual(['QuotaExceededError', 10])
    Object.assign(journal, { create })
    expect((await manager.fetch('film', FILM)).id).toBe('film')
  },
)

it('goes on with what the journal has kept although it said that it could not', async () => {
  const { manager, engine, journal } = openStage()
  const { create } = journal
  const keepAndRefuse: typeof create = async (fetch) => {
    journal.create = create
    await create(fetch)
    throw new DOMException('', 'AbortError')
  }
  journal.create = keepAndRefuse
  const starting = manager.fetch('film', FILM)
  await settleDown()
  engine.clock.advance(200)
  expect((await starting).id).toBe('film')
  expect(await journal.live()).toHaveLength(1)
})

it('insists also where the engine could not take it, and needs no note that it has', async () => {
  const { manager, adapter, engine, journal, takeErrors } = openStage()
  const full = new DOMException('No room to write.', 'AbortError')
  const { start } = adapter
  const refuse: typeof start = () => {
    Object.assign(adapter, { start })
    return Promise.reject(full)
  }
  Object.assign(adapter, { start: refuse })
  journal.markStarted = () => Promise.reject(full)
  const starting = manager.fetch('film', FILM)
  await settleDown()
  engine.clock.advance(200)
  expect([(await starting).id, engine.running.length]).toEqual(['film', 1])
  expect(takeErrors()).toEqual([full])
})

it('keeps nothing of what it refuses, also where that is forgotten only the second time', async () => {
  const { manager, engine, journal } = openStage()
  const { remove } = journal
  journal.remove = () => {
    journal.remove = remove
    return Promise.reject(new DOMException('No room to write.', 'AbortError'))
  }
  engine.refuse({ started: false, refusal: 'storage', needsUser: true })
  const refused = errorOf(manager.fetch('film', FILM))
  await settleDown()
  engine.clock.advance(200)
  expect([await refused, await manager.getIds()]).toEqual(['QuotaExceededError', []])
})

it('refuses a body that can’t be read', async () => {
  const { manager } = openStage()
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('torn')) })
  const request = new Request(`${ORIGIN}/upload`, { method: 'POST', body, duplex: 'half' } as RequestInit)
  expect(await errorOf(manager.fetch('film', request))).toBe('TypeError')
  expect(await manager.getIds()).toEqual([])
})

it('gives nothing for an id that it does not know', async () => {
  const { manager } = openStage()
  expect([await manager.get('film'), await manager.getIds()]).toEqual([undefined, []])
})
