import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import type { Weather } from './faults.ts'
import { toQuery } from './faults.ts'
import { ask } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

const SIZE = 200_000
const FILM = `/media/sample/film-${SIZE}.bin`
const film = (weather: Weather) => FILM + toQuery(weather)
const START = 1_000
const RESUME = { headers: { Range: `bytes=${START}-` } }

it('destroys the connection after exactly as many bytes as it was told', async () => {
  const { url } = await serve()
  for (const drop of [0, 1, 70_000, SIZE - 1]) {
    const { status, headers, body, complete } = await ask(url, film({ drop }))
    expect([status, headers['content-length'], body.length, complete]).toEqual([
      200,
      String(SIZE),
      drop,
      false,
    ])
  }
})

it('drops only what reaches the byte it drops at', async () => {
  const { url } = await serve()
  expect(await ask(url, film({ drop: SIZE }))).toMatchObject({ complete: true })
})

it('drops so many times, and then heals', async () => {
  const { url } = await serve()
  const whole = []
  for (const _ of [1, 2, 3]) whole.push((await ask(url, film({ drop: 10, dropTimes: 2 }))).complete)
  expect(whole).toEqual([false, false, true])
})

it('counts each URL by itself', async () => {
  const { url } = await serve()
  const path = film({ status: 503, times: 1 })
  expect((await ask(url, `${path}&tag=a`)).status).toBe(503)
  expect((await ask(url, `${path}&tag=b`)).status).toBe(503)
  expect((await ask(url, `${path}&tag=a`)).status).toBe(200)
})

it('leaves the count alone when only the headers are asked for', async () => {
  const { url } = await serve()
  const path = film({ status: 503, times: 1 })
  expect((await ask(url, path, { method: 'HEAD' })).status).toBe(503)
  expect((await ask(url, path)).status).toBe(503)
  expect((await ask(url, path)).status).toBe(200)
})

it('falls silent and keeps the connection', async () => {
  const server = await serve()
  const stalled = new Promise<() => void>((resolve) => {
    void ask(server.url, film({ stall: 70_000 }), {
      onData: (body, leave) => body.length === 70_000 && resolve(leave),
    })
  })
  const leave = await stalled
  // Another whole answer fits into the silence.
  expect((await ask(server.url, FILM)).complete).toBe(true)
  expect(server.log[0]).toMatchObject({ bytesSent: 70_000, endedAt: null })
  leave()
  await server.settled()
  expect(server.log[0]).toMatchObject({ bytesSent: 70_000, aborted: true })
})

it('closes the connection before the length it promised', async () => {
  const { url } = await serve()
  const { headers, body, complete } = await ask(url, film({ short: 500 }))
  expect([headers['content-length'], body.length, complete]).toEqual([String(SIZE), SIZE - 500, false])
})

it('hangs up without a word', async () => {
  const { url } = await serve()
  expect(await ask(url, film({ refuse: true }))).toMatchObject({ status: null, complete: false })
})

it('never answers, and never hangs up', async () => {
  const server = await serve()
  const asked = fetch(server.url + film({ hang: true, times: 1 }), { signal: AbortSignal.timeout(300) })
  await expect(asked).rejects.toThrow('timeout')
  expect((await ask(server.url, film({ hang: true, times: 1 }))).complete).toBe(true)
})

it('answers with a status, and says when to come back', async () => {
  const { url } = await serve()
  const { status, headers } = await ask(url, film({ status: 429, retryAfter: 7 }))
  expect([status, headers['retry-after']]).toEqual([429, '7'])
})

it('takes its time', async () => {
  const server = await serve()
  await ask(server.url, film({ latency: 60 }))
  await ask(server.url, film({ rate: 2_000_000 }))
  await server.settled()
  const took = server.log.map(({ startedAt, endedAt }) => (endedAt ?? 0) - startedAt)
  expect(took[0]).toBeGreaterThanOrEqual(55)
  // 100 ms at this rate, of which one step of 50 ms is on credit.
  expect(took[1]).toBeGreaterThanOrEqual(45)
})

it('hastens a transfer under way when the weather improves', async () => {
  const server = await serve({ weather: { rate: 100 } })
  const { complete } = await ask(server.url, FILM, { onData: () => server.setWeather({}) })
  expect(complete).toBe(true)
})

it('pretends that a file is shorter or longer than it is', async () => {
  const { url } = await serve()
  const { body: whole } = await ask(url, FILM)
  const shorter = await ask(url, film({ wrongLength: 1500 }))
  const longer = await ask(url, film({ wrongLength: SIZE + 99 }))
  expect(shorter.body.equals(whole.subarray(0, 1500))).toBe(true)
  expect(longer.body.equals(Buffer.concat([whole, Buffer.alloc(99)]))).toBe(true)
  expect([shorter.complete, longer.complete]).toEqual([true, true])
})

it('sends another version of the same length when asked, and by itself after so many requests', async () => {
  const { url } = await serve()
  const first = await ask(url, FILM)
  const second = await ask(url, film({ version: 2 }))
  expect(second.body.length).toBe(first.body.length)
  expect(second.body.equals(first.body)).toBe(false)
  expect(second.headers.etag).not.toBe(first.headers.etag)

  const tags = []
  for (const _ of [1, 2, 3]) tags.push((await ask(url, film({ changed: 1 }))).headers.etag)
  expect(tags).toEqual([first.headers.etag, second.headers.etag, second.headers.etag])
})

it('knows nothing of ranges', async () => {
  const { url } = await serve()
  const { status, headers, body } = await ask(url, film({ noRange: true }), RESUME)
  expect([status, body.length]).toEqual([200, SIZE])
  expect(headers).not.toHaveProperty('accept-ranges')
})

it.each([
  ['zero', `bytes 0-${SIZE - 1}/${SIZE}`, SIZE],
  ['behind', `bytes ${START + 1}-${SIZE - 1}/${SIZE}`, SIZE - START - 1],
  ['unsaid', undefined, SIZE - START],
  ['total', `bytes ${START}-${SIZE - 1}/${SIZE + START}`, SIZE - START],
] as const)('answers a range wrongly: %s', async (wrongRange, contentRange, length) => {
  const { url } = await serve()
  const { status, headers, body } = await ask(url, film({ wrongRange }), RESUME)
  expect([status, headers['content-range'], body.length]).toEqual([206, contentRange, length])
})

it('answers a range with a body of several parts', async () => {
  const { url } = await serve()
  const { headers, body } = await ask(url, film({ wrongRange: 'multipart' }), RESUME)
  expect(headers).toMatchObject({
    'content-type': 'multipart/byteranges; boundary=part',
    'content-length': String(body.length),
  })
  expect(headers).not.toHaveProperty('content-range')
  expect(body.toString('latin1')).toContain(`\r\nContent-Range: bytes ${START}-${SIZE - 1}/${SIZE}\r\n\r\n`)
})

it('sends a part of the wrong file', async () => {
  const { url } = await serve()
  const headers = { ...RESUME.headers, 'If-Range': '"old"' }
  expect((await ask(url, film({ ignoreIfRange: true }), { headers })).status).toBe(206)
  expect((await ask(url, FILM, { headers })).status).toBe(200)
})

it('leaves out or weakens what tells one version from another', async () => {
  const { url } = await serve()
  expect((await ask(url, film({ noEtag: true }))).headers).not.toHaveProperty('etag')
  expect((await ask(url, film({ noModified: true }))).headers).not.toHaveProperty('last-modified')
  const { etag = '' } = (await ask(url, film({ weakEtag: true }))).headers
  expect(etag).toMatch(/^W\/"/)
  const headers = { ...RESUME.headers, 'If-Range': etag }
  expect((await ask(url, film({ weakEtag: true }), { headers })).status).toBe(200)
})

it('compresses whatever was asked for, as a whole', async () => {
  const { url } = await serve()
  const { body: readings } = await ask(url, '/media/tides/2024-01-01.json')
  for (const gzip of ['chunked', 'length'] as const) {
    const { status, headers, body } = await ask(
      url,
      `/media/tides/2024-01-01.json${toQuery({ gzip })}`,
      RESUME,
    )
    expect([status, headers['content-encoding'], headers.etag?.slice(0, 2)]).toEqual([200, 'gzip', 'W/'])
    expect(headers['content-length']).toBe(gzip === 'length' ? String(body.length) : undefined)
    expect(gunzipSync(body).equals(readings)).toBe(true)
  }
})

it('compresses only for those who can unpack it', async () => {
  const { url } = await serve()
  const path = film({ gzip: 'asked' })
  const plain = await ask(url, path, RESUME)
  const packed = await ask(url, path, { headers: { 'Accept-Encoding': 'gzip, br' } })
  expect([plain.status, packed.status]).toEqual([206, 200])
  expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip'])
  expect([plain.headers.vary, packed.headers.vary]).toEqual(['Accept-Encoding', 'Accept-Encoding'])
})

it('varies by everything', async () => {
  const { url } = await serve()
  expect((await ask(url, film({ vary: '*' }))).headers.vary).toBe('*')
})

it('leads elsewhere, but to the same file', async () => {
  const { url, setWeather } = await serve()
  const first = await ask(url, film({ redirect: true, weakEtag: true }))
  expect(first.status).toBe(302)
  expect(first.headers.location).toBe('?redirect=false&weak-etag=true')
  setWeather({ redirect: true })
  const response = await fetch(url + FILM)
  expect([response.status, response.redirected]).toEqual([200, true])
  expect((await response.arrayBuffer()).byteLength).toBe(SIZE)
})

it('leads to another place, if that is one of the web', async () => {
  const { url } = await serve()
  const place = 'https://cdn.example/film.mp4?a=b'
  const led = await ask(url, film({ redirectTo: place }))
  expect([led.status, led.headers.location]).toEqual([302, place])
  expect((await ask(url, film({ redirectTo: 'javascript:alert(1)' }))).status).toBe(400)
})

it('lets other origins in as far as it is told', async () => {
  const { url } = await serve()
  const closed = await ask(url, FILM)
  const open = await ask(url, film({ cors: true, expose: 'ETag, Content-Range' }))
  expect(closed.headers).not.toHaveProperty('access-control-allow-origin')
  expect(open.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Content-Range',
  })
  expect((await ask(url, film({ cors: true }), { method: 'OPTIONS' })).status).toBe(403)
  const answer = await ask(url, film({ cors: true, preflight: true }), { method: 'OPTIONS' })
  expect([answer.status, answer.headers['access-control-allow-headers']]).toEqual([204, '*, Authorization'])
})

it('shows an error to other origins as well', async () => {
  const { url } = await serve()
  expect((await ask(url, film({ cors: true, status: 503 }))).headers['access-control-allow-origin']).toBe('*')
})

it('refuses a query that makes no sense, in words', async () => {
  const { url } = await serve()
  const { status, body } = await ask(url, `${FILM}?drop=soon`)
  expect(status).toBe(400)
  expect(body.toString()).toContain('"drop" destroys the connection')
})
