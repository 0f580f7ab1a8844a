import { expect, it } from 'vitest'
import type { ResponseRow } from '../../journal/rows.js'
import type { Digest } from '../../store/digest.js'
import type { ResponseStore } from '../../store/store.js'
import { openStage, ORIGIN, SCOPE, settleDown } from './fixtures/stage.js'

const FILM = `${ORIGIN}/film.mp4`
const HEADERS = [
  ['content-type', 'video/mp4'],
  ['content-length', '8'],
  ['etag', '"1"'],
] as const

const DIGEST = 'n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg='

/** A film whose first half is on the disk. */
async function open({
  integrity = '',
  digest,
  total = 8,
}: { integrity?: string; digest?: Digest; total?: number | null } = {}) {
  const stage = openStage()
  const { manager, journal, store, engine } = stage
  await manager.fetch('film', new Request(FILM, { integrity }))
  const registration = (await stage.openWorkerFace(digest).find(SCOPE, 'film'))!
  const id = stage.job('film')
  const head = { status: 200, statusText: 'OK', responseUrl: FILM, headers: HEADERS }
  const key = 'memory:film'
  const keep = (bytes: string, at = key) => store.put(at, new Response(bytes))
  const describe = (etag: string | null, at = key, total: number | null = 8) => {
    const validators = { etag, lastModified: null, total }
    return journal.savePartial({ id, generation: 1, file: 0, key: at, partial: etag && { head, validators } })
  }
  const carryOver = async (bytes: string) => {
    const there = 'elsewhere:film'
    await keep(bytes, there)
    await describe('"1"', there)
    await store.delete([key])
  }
  const finish = async (etag: string, size = 8) => {
    const now: Record<string, string> = { etag, 'content-length': String(size) }
    const headers = HEADERS.map(([name, value]) => [name, now[name] ?? value] as const)
    const row: ResponseRow = {
      ...head,
      headers,
      id,
      attempt: 1,
      file: 0,
      url: FILM,
      method: 'GET',
      size: null,
      key,
      verifiedAt: null,
    }
    await journal.stage([row])
    await journal.dropPartials(id)
  }
  await keep('once')
  await describe('"1"', key, total)
  const response = await (await registration.match(FILM))!.responseReady
  const reader = response.body!.getReader()
  const read = async () => {
    const { value, done } = await reader.read()
    return done ? 'the end' : new TextDecoder().decode(value)
  }
  const later = async (promise: Promise<unknown>) => {
    const early = await Promise.race([promise.then(String, String), settleDown().then(() => 'waits')])
    engine.clock.advance(250)
    return early
  }
  return { ...stage, registration, response, read, keep, describe, carryOver, finish, later, id }
}

it('streams a file while its bytes arrive', async () => {
  const { response, read, keep, finish, later } = await open()
  expect([response.status, response.url, response.headers.get('content-length')]).toEqual([200, FILM, null])
  expect(await read()).toBe('once')
  const next = read()
  expect(await later(next)).toBe('waits')
  await keep('once upo')
  expect(await next).toBe(' upo')
  const end = read()
  expect(await later(end)).toBe('waits')
  await finish('"1"')
  expect(await end).toBe('the end')
})

it('goes on with what was carried over to another place', async () => {
  const { read, carryOver, later } = await open()
  expect(await read()).toBe('once')
  await carryOver('once upo')
  expect(await later(read())).toBe(' upo')
})

it('goes on with a file of which the server says the length later', async () => {
  const { read, keep, describe } = await open({ total: null })
  expect(await read()).toBe('once')
  await describe('"1"')
  await keep('once upo')
  expect(await read()).toBe(' upo')
})

it('looks again at a file that grew while it was read', async () => {
  const { read, keep, store, later } = await open()
  expect(await read()).toBe('once')
  await keep('once upo')
  takeBackOnce(store)
  const next = read()
  expect(await later(next)).toBe('waits')
  expect(await next).toBe(' upo')
})

it('ends a stream with the file that is whole meanwhile', async () => {
  const { read, keep, finish } = await open()
  expect(await read()).toBe('once')
  await keep('once upo')
  await finish('"1"')
  expect([await read(), await read()]).toEqual([' upo', 'the end'])
})

it('takes the checksum of a file that is whole once, in however many chunks it is read', async () => {
  const hashed: number[] = []
  const { read, keep, finish } = await open({
    integrity: `sha256-${DIGEST}`,
    digest: async ({ size }) => {
      hashed.push(size)
      return DIGEST
    },
  })
  expect(await read()).toBe('once')
  const size = 3 << 20
  await keep('once'.padEnd(size, '.'))
  await finish('"1"', size)
  let length = 4
  for (let text = await read(); text !== 'the end'; text = await read()) length += text.length
  expect([length, hashed]).toEqual([size, [size]])
})

const changed = [
  ['began again', (film: Awaited<ReturnType<typeof open>>) => film.describe(null)],
  ['has another length', (film: Awaited<ReturnType<typeof open>>) => film.describe('"1"', undefined, 9)],
  ['is another one', (film: Awaited<ReturnType<typeof open>>) => film.describe('"2"')],
  ['became whole as another one', (film: Awaited<ReturnType<typeof open>>) => film.finish('"2"')],
] as const

it.each(changed)('fails a stream where the file %s', async (_what, change) => {
  const film = await open()
  expect(await film.read()).toBe('once')
  await film.keep('anew and')
  await change(film)
  await expect(film.read()).rejects.toBeInstanceOf(TypeError)
})

it('fails a stream with AbortError when it is aborted', async () => {
  const { read, registration } = await open()
  expect(await read()).toBe('once')
  await registration.abort()
  await expect(read()).rejects.toMatchObject({ name: 'AbortError' })
})

it('fails a stream where the browser has evicted the file', async () => {
  const { read, finish, store } = await open()
  await finish('"1"')
  await store.delete(await store.keys())
  await expect(read()).rejects.toBeInstanceOf(TypeError)
})

/** What is opened next can't be read, as in Chromium where a file grows in between. */
function takeBackOnce(store: ResponseStore): void {
  const { read } = store
  store.read = async (key) => {
    store.read = read
    const body = await read(key)
    return body && Object.assign(body.slice(), { slice: () => withdrawn(body) })
  }
}

function withdrawn(body: Blob): Blob {
  const arrayBuffer = () => Promise.reject(new DOMException('It has changed.', 'NotReadableError'))
  return Object.assign(body.slice(), { arrayBuffer })
}
