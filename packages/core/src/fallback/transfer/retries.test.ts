import { describe, expect, it } from 'vitest'
import { digest, original, serve, serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const film = (url: string, query = '') => `${url}/media/sample/film-400000.bin${query}`

describe('what time may heal', () => {
  it.each([408, 425, 429, 500, 503])('comes back after a %d', async (status) => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, `?status=${status}&times=2`) })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits.map(({ reason, needsUser }) => [reason, needsUser])).toEqual([
      ['server', false],
      ['server', false],
    ])
  })

  it('waits longer each time, by chance', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?status=503&times=3') })
    const start = stage.clock.now()
    await stage.run()
    // Half of 2, 4 and 8 s.
    expect(stage.waits.map(({ nextAttemptAt }) => (nextAttemptAt ?? 0) - start)).toEqual([
      1_000, 3_000, 7_000,
    ])
  })

  it('comes back when the server said', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?status=429&retry-after=7&times=1') })
    const start = stage.clock.now()
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits.map(({ nextAttemptAt }) => (nextAttemptAt ?? 0) - start)).toEqual([7_000])
  })

  it('reads a date as well', async () => {
    let asked = 0
    const url = await serveScript((_, outgoing) => {
      asked += 1
      const later = new Date(stage.clock.now() + 90_000).toUTCString()
      if (asked === 1) outgoing.writeHead(503, { 'Retry-After': later }).end()
      else outgoing.end('film')
    })
    const stage = createStage({ url })
    const start = stage.clock.now()
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits[0]?.nextAttemptAt).toBe(start + 90_000)
  })

  it('comes back after a server that hung up', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?refuse&times=2') })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
    expect(stage.waits.length).toBeGreaterThan(0)
  })

  it('gives up waiting for headers', async () => {
    let asked = 0
    const url = await serveScript((_, outgoing) => {
      asked += 1
      if (asked > 1) outgoing.end('film')
      else setImmediate(() => stage.clock.advance(30_000))
    })
    const stage = createStage({ url })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked).toBe(2)
  })

  it('gives up after so many attempts that brought nothing', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?status=503'), policy: { maxAttempts: 3 } })
    expect(await stage.run()).toEqual({
      done: false,
      failure: { reason: 'bad-status', httpStatus: 503, url: film(server.url, '?status=503') },
    })
    expect(server.log).toHaveLength(3)
  })

  it('counts anew after every byte gained', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?drop=60000'), policy: { maxAttempts: 1 } })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(server.log.length).toBeGreaterThan(5)
  })

  it('counts only failures in a row', async () => {
    let asked = 0
    const url = await serveScript(({ headers }, outgoing) => {
      asked += 1
      const start = Number(/=(\d+)/.exec(headers.range ?? '')?.[1])
      if (asked % 2 === 1) return outgoing.writeHead(503).end()
      const part = { 'Content-Range': `bytes ${start}-${start}/4`, ETag: '"a"' }
      return outgoing.writeHead(206, part).end('film'[start])
    })
    const stage = createStage({ url, policy: { maxAttempts: 2 } })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(Buffer.from(stage.file.bytes).toString()).toBe('film')
  })
})

describe('what time does not heal', () => {
  it.each([400, 401, 403, 404, 410, 451])('fails at once with a %d', async (status) => {
    const server = await serve()
    const url = film(server.url, `?status=${status}`)
    const stage = createStage({ url })
    expect(await stage.run()).toEqual({
      done: false,
      failure: { reason: 'bad-status', httpStatus: status, url },
    })
    expect(server.log).toHaveLength(1)
    expect(stage.waits).toEqual([])
  })
})
