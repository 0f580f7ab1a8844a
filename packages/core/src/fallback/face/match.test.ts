import fc from 'fast-check'
import { expect, it } from 'vitest'
import { storedRequest } from '../../fixtures/films.js'
import { openStage, ORIGIN, SCOPE, settleDown } from './fixtures/stage.js'
import { matchesRequest, toQueryOptions } from './matchesRequest.js'

const FILM = `${ORIGIN}/film.mp4`
const POSTER = 'https://cdn.example/poster.jpg'

async function text(promise: Promise<Response>) {
  return (await promise).text()
}

it('hands out every record, in the order of the requests, with its body', async () => {
  const { manager } = openStage()
  const upload = new Request(`${ORIGIN}/upload`, {
    method: 'POST',
    body: 'notes',
    headers: { 'x-reel': '1' },
  })
  const registration = await manager.fetch('film', [FILM, upload])
  const records = await registration.matchAll()
  expect(records.map(({ request }) => [request.url, request.method])).toEqual([
    [FILM, 'GET'],
    [`${ORIGIN}/upload`, 'POST'],
  ])
  const { request } = records[1]!
  expect([request.headers.get('x-reel'), await request.clone().text()]).toEqual(['1', 'notes'])
  expect(records[1]!.request).toBe(request)
})

it('matches as a cache does', async () => {
  const { manager } = openStage()
  const put = new Request(FILM, { method: 'PUT' })
  const registration = await manager.fetch('film', [FILM, FILM, `${FILM}?reel=3`, put, POSTER])
  const count = async (options?: CacheQueryOptions) => (await registration.matchAll(FILM, options)).length
  expect(await count()).toBe(2)
  expect(await count({ ignoreSearch: true })).toBe(3)
  expect(await count({ ignoreMethod: true })).toBe(3)
  expect(await count({ ignoreSearch: true, ignoreMethod: true })).toBe(4)
  expect((await registration.match(`${FILM}#end`))!.request.url).toBe(FILM)
  expect(await registration.match(`${ORIGIN}/nothing`)).toBeUndefined()
  expect((await registration.matchAll(put)).map(({ request }) => request.method)).toEqual(['PUT'])
  expect((await registration.matchAll(put, { ignoreMethod: true })).length).toBe(3)
})

it('refuses a query that is none', async () => {
  const { manager } = openStage()
  const registration = await manager.fetch('film', FILM)
  const match = registration.match as () => Promise<unknown>
  await expect(match.call(registration)).rejects.toBeInstanceOf(TypeError)
  await expect(registration.match('https://')).rejects.toBeInstanceOf(TypeError)
  await expect(registration.match(FILM, 3 as never)).rejects.toBeInstanceOf(TypeError)
})

it('has a response ready when its file is whole, while others are on their way', async () => {
  const { manager, engine, journal, store, job } = openStage()
  const registration = await manager.fetch('film', [FILM, POSTER])
  const [film, poster] = await registration.matchAll()
  const ready = film!.responseReady
  expect(film!.responseReady).toBe(ready)
  const waits = poster!.responseReady.then(() => 'ready')
  const id = job('film')
  await store.put('reel', new Response('reel'))
  const head = {
    status: 200,
    statusText: 'OK',
    responseUrl: FILM,
    headers: [['content-type', 'video/mp4']] as const,
  }
  const row = {
    ...head,
    id,
    attempt: 1,
    file: 0,
    url: FILM,
    method: 'GET',
    size: null,
    key: 'reel',
    verifiedAt: null,
  }
  await journal.stage([row])
  engine.clock.advance(250)
  expect(await text(ready)).toBe('reel')
  expect(await Promise.race([waits, settleDown().then(() => 'waits')])).toBe('waits')
  expect(await text((await registration.match(FILM))!.responseReady)).toBe('reel')
})

it('gives a response that looks like the one that was fetched', async () => {
  const { manager, engine, job } = openStage()
  const registration = await manager.fetch('film', [FILM, POSTER])
  await engine.succeed(job('film'), { [FILM]: new Blob(['reel'], { type: 'video/mp4' }), [POSTER]: 'image' })
  const [film, poster] = await Promise.all((await registration.matchAll()).map((one) => one.responseReady))
  expect([film!.url, film!.type, film!.status, film!.ok, film!.redirected]).toEqual([
    FILM,
    'basic',
    200,
    true,
    false,
  ])
  expect([poster!.url, poster!.type]).toEqual([POSTER, 'cors'])
  expect([film!.headers.get('content-type'), film!.headers.has('content-length')]).toEqual([
    'video/mp4',
    false,
  ])
  const copy = film!.clone()
  expect([copy.url, copy.type, await copy.text(), await film!.text()]).toEqual([
    FILM,
    'basic',
    'reel',
    'reel',
  ])
})

it('rejects what will never come: aborted, failed, gone', async () => {
  const { manager, engine, job, face } = openStage()
  const aborted = await manager.fetch('film', FILM)
  const early = (await aborted.match(FILM))!.responseReady
  await aborted.abort()
  await expect(early).rejects.toMatchObject({ name: 'AbortError' })
  await expect((await aborted.match(FILM))!.responseReady).rejects.toMatchObject({ name: 'AbortError' })

  const failed = await manager.fetch('film', [FILM, POSTER])
  const id = job('film')
  await engine.fail(id, { reason: 'bad-status', httpStatus: 404, url: FILM }, { [POSTER]: 'image' })
  const [film, poster] = await failed.matchAll()
  expect((await film!.responseReady).status).toBe(404)
  expect(await text(poster!.responseReady)).toBe('image')
  const [late] = await failed.matchAll()
  await face.forget(id)
  await expect(late!.responseReady).rejects.toBeInstanceOf(TypeError)

  const broken = await manager.fetch('film', FILM)
  await engine.fail(job('film'), { reason: 'fetch-error' })
  await expect((await broken.match(FILM))!.responseReady).rejects.toBeInstanceOf(TypeError)
})

it('looks again where the journal could not be read for a moment', async () => {
  const { manager, engine, journal, job, takeErrors } = openStage()
  const registration = await manager.fetch('film', FILM)
  await engine.succeed(job('film'), { [FILM]: 'reel' })
  await settleDown()
  const record = (await registration.match(FILM))!
  const lost = new DOMException('Connection to Indexed Database server lost.', 'UnknownError')
  const { staged } = journal
  journal.staged = () => {
    journal.staged = staged
    return Promise.reject(lost)
  }
  const ready = record.responseReady
  await settleDown()
  engine.clock.advance(250)
  expect(await text(ready)).toBe('reel')
  expect(takeErrors()).toEqual([lost])
})

it('keeps the files that were whole when it is aborted', async () => {
  const { manager, journal, store, job } = openStage()
  const registration = await manager.fetch('film', [FILM, POSTER])
  const id = job('film')
  await store.put('reel', new Response('reel'))
  const head = { status: 200, statusText: 'OK', responseUrl: FILM, headers: [] }
  const row = {
    ...head,
    id,
    attempt: 1,
    file: 0,
    url: FILM,
    method: 'GET',
    size: null,
    key: 'reel',
    verifiedAt: null,
  }
  await journal.stage([row])
  await registration.abort()
  expect(await text((await registration.match(FILM))!.responseReady)).toBe('reel')
  await expect((await registration.match(POSTER))!.responseReady).rejects.toMatchObject({
    name: 'AbortError',
  })
})

it('hands out no file whose checksum differs, and hashes as it is told to', async () => {
  const { journal, store, openWorkerFace, manager, job } = openStage()
  const right = 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='
  const integrity = `sha256-${right}`
  await manager.fetch('film', [new Request(FILM, { integrity }), new Request(POSTER, { integrity })])
  const id = job('film')
  const head = { status: 200, statusText: 'OK', headers: [], method: 'GET', size: null, verifiedAt: null }
  for (const [file, url] of [FILM, POSTER].entries()) {
    await store.put(url, new Response(file === 0 ? 'test' : 'toast'))
    await journal.stage([{ ...head, responseUrl: url, id, attempt: 1, file, url, key: url }])
  }
  const hashed: number[] = []
  const face = openWorkerFace(async (body) => {
    hashed.push(body.size)
    return body.size === 4 ? right : 'wrong'
  })
  const registration = (await face.find(SCOPE, 'film'))!
  const [film, poster] = await registration.matchAll()
  expect(await text(film!.responseReady)).toBe('test')
  await expect(poster!.responseReady).rejects.toBeInstanceOf(TypeError)
  expect([await registration.abort(), hashed]).toEqual([true, [4, 5, 4, 5]])
  expect(await text((await registration.match(FILM))!.responseReady)).toBe('test')
  await expect((await registration.match(POSTER))!.responseReady).rejects.toMatchObject({
    name: 'AbortError',
  })
})

it('hashes nothing again that was verified when it came, also for its blob', async () => {
  const { journal, store, openWorkerFace, manager, job } = openStage()
  const integrity = 'sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='
  await manager.fetch('film', new Request(FILM, { integrity }))
  await store.put(FILM, new Response('test'))
  const row = { id: job('film'), attempt: 1, file: 0, url: FILM, key: FILM, method: 'GET', size: 4 }
  const head = {
    status: 200,
    statusText: 'OK',
    responseUrl: FILM,
    headers: [['content-type', 'film/reel']] as const,
  }
  await journal.stage([{ ...row, ...head, verifiedAt: 1 }])
  const face = openWorkerFace(() => Promise.reject(new Error('hashed again')))
  const registration = (await face.find(SCOPE, 'film'))!
  const response = await (await registration.match(FILM))!.responseReady
  const blob = await response.blob()
  expect([blob.type, await blob.text()]).toEqual(['film/reel', 'test'])
  expect(await registration.abort()).toBe(true)
})

const names = fc.constantFrom('accept', 'x-reel', 'accept-language')
const values = fc.constantFrom('a', 'b')

it('varies by exactly the fields that the response names', () => {
  fc.assert(
    fc.property(
      fc.dictionary(names, values),
      fc.dictionary(names, values),
      fc.uniqueArray(names),
      fc.boolean(),
      (sent, asked, vary, ignoreVary) => {
        const candidate = {
          request: storedRequest(FILM, { headers: Object.entries(sent) }),
          headers: [['Vary', vary.join(', ')]] as const,
        }
        const query = new Request(FILM, { headers: asked })
        const alike = vary.every((name) => sent[name] === asked[name])
        expect(matchesRequest(query, candidate, toQueryOptions({ ignoreVary }))).toBe(ignoreVary || alike)
      },
    ),
  )
})

it('matches nothing that varies by everything', () => {
  const candidate = { request: storedRequest(FILM), headers: [['vary', '*']] as const }
  expect(matchesRequest(new Request(FILM), candidate, toQueryOptions({}))).toBe(false)
  expect(matchesRequest(new Request(FILM), candidate, toQueryOptions({ ignoreVary: true }))).toBe(true)
})
