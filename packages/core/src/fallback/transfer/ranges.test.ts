import { describe, expect, it } from 'vitest'
import { digest, original, serve, serveScript, startsOf } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const SIZE = 1_000_000
const film = (url: string, query = '') => `${url}/media/sample/film-${SIZE}.bin${query}`

describe('what can be spliced', () => {
  it('goes by the date where there is no ETag', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?no-etag') })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(startsOf(server)).toEqual([0, 262_144, 786_432])
    expect(server.log[1]?.ifRange).toMatch(/GMT$/)
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it.each(['?no-etag&no-modified', '?weak-etag'])('takes one stream with %s', async (query) => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, query) })
    expect(await stage.run()).toMatchObject({ done: true, head: { status: 200 } })
    expect(startsOf(server)).toEqual([0, null])
    expect(stage.kept).toBeNull()
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('takes one slice of whatever it is, when that is all', async () => {
    const server = await serve()
    const stage = createStage({ url: `${server.url}/media/sample/icon-9000.bin?no-etag&no-modified` })
    expect(await stage.run()).toMatchObject({ done: true, head: { status: 200 } })
    expect(startsOf(server)).toEqual([0])
  })

  it.each(['chunked', 'length'])('starts a compressed body again: %s', async (gzip) => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, `?gzip=${gzip}&drop=500000&drop-times=1`) })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(startsOf(server)).toEqual([0, 0])
    expect(stage.kept).toBeNull()
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('asks for no compression, so that it can go on', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?gzip=asked&drop=500000') })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.file.clears).toBe(0)
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })
})

describe('what a server makes of ranges', () => {
  it('streams from a server that knows nothing of them, and begins again when it breaks', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?no-range&drop=600000&drop-times=1') })
    expect(await stage.run()).toMatchObject({ done: true, head: { status: 200 } })
    expect(server.log.map(({ status }) => status)).toEqual([200, 200])
    expect(stage.file.clears).toBe(1)
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('gives up on a server without ranges that always breaks at the same byte', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?no-range&drop=600000') })
    expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'fetch-error' } })
    expect(server.log.length).toBeLessThan(20)
  })

  it('does without them where they are never answered', async () => {
    const asked: (string | undefined)[] = []
    const url = await serveScript(({ headers, socket }, outgoing) => {
      asked.push(headers.range)
      if (headers.range) socket.destroy()
      else outgoing.end('film')
    })
    const stage = createStage({ url })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked.at(-1)).toBeUndefined()
    expect(asked.length).toBeGreaterThan(2)
  })

  it('goes on with them after a stream that they can continue', async () => {
    const asked: (string | undefined)[] = []
    let breakOff: (() => void) | null = null
    const url = await serveScript(({ method, headers, socket }, outgoing) => {
      if (method === 'HEAD') return void outgoing.end()
      asked.push(headers.range)
      if (!headers.range) {
        breakOff = () => socket.destroy()
        outgoing.writeHead(200, { 'Content-Length': '4', ETag: '"a"' }).write('fi')
      } else if (!breakOff) socket.destroy()
      else outgoing.writeHead(206, { 'Content-Range': 'bytes 2-3/4', ETag: '"a"' }).end('lm')
    })
    const stage = createStage({ url, onProgress: ({ downloaded }) => downloaded === 2 && breakOff?.() })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked.slice(-2)).toEqual([undefined, 'bytes=2-3'])
    expect(Buffer.from(stage.file.bytes).toString()).toBe('film')
  })

  it.each([
    ['zero', [0, 262_144, null]],
    ['behind', [0, null]],
    ['unsaid', [0, null]],
    ['total', [0, 262_144, 0, 524_288, null]],
    ['multipart', [0, null]],
  ])('never splices a part of which it is wrong what is said: %s', async (how, starts) => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, `?wrong-range=${how}`) })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(startsOf(server)).toEqual(starts)
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('never keeps more than a part said it had', async () => {
    const url = await serveScript(({ headers }, outgoing) => {
      if (!headers.range) return outgoing.end('the whole film')
      return outgoing
        .writeHead(206, { 'Content-Range': 'bytes 0-13/14', ETag: '"a"' })
        .end('the whole film and more')
    })
    const stage = createStage({ url })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(Buffer.from(stage.file.bytes).toString()).toBe('the whole film')
    expect(Math.max(...stage.progress.map(({ downloaded }) => downloaded))).toBe(14)
    expect(stage.waits).toEqual([])
  })

  it('keeps nothing of a body that it can not go on with', async () => {
    let asked = 0
    const url = await serveScript(({ socket }, outgoing) => {
      asked += 1
      if (asked > 1)
        return outgoing.writeHead(206, { 'Content-Range': 'bytes 0-3/4', ETag: '"a"' }).end('film')
      outgoing.writeHead(200, { 'Content-Length': '100' }).write('half a film')
      return setImmediate(() => socket.end())
    })
    const stage = createStage({ url })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked).toBe(2)
    expect(Buffer.from(stage.file.bytes).toString()).toBe('film')
  })

  it('takes less than it asked for, and goes on', async () => {
    const url = await serveScript(({ headers }, outgoing) => {
      const start = Number(/=(\d+)/.exec(headers.range ?? '')?.[1])
      const headersOf = { 'Content-Range': `bytes ${start}-${start + 1}/6`, ETag: '"a"' }
      outgoing.writeHead(206, headersOf).end('abcdef'.slice(start, start + 2))
    })
    const stage = createStage({ url })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(Buffer.from(stage.file.bytes).toString()).toBe('abcdef')
  })

  it('has a part whole whose connection breaks behind its last byte', async () => {
    const asked: unknown[] = []
    const url = await serveScript(({ headers, socket }, outgoing) => {
      asked.push(headers.range)
      // Without a length of its own the body ends only where the server says so.
      outgoing.writeHead(206, { 'Content-Range': 'bytes 0-3/4', ETag: '"a"' }).write('film')
      setTimeout(() => socket.destroy(), 20)
    })
    const stage = createStage({ url, policy: { maxAttempts: 2 } })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked).toHaveLength(1)
  })

  it('finds the end of a file whose length the server does not know', async () => {
    const url = await serveScript(({ headers }, outgoing) => {
      const start = Number(/=(\d+)/.exec(headers.range ?? '')?.[1])
      if (start === 6) outgoing.writeHead(416, { 'Content-Range': 'bytes */6', ETag: '"a"' }).end()
      else outgoing.writeHead(206, { 'Content-Range': `bytes ${start}-5/*`, ETag: '"a"' }).end('abcdef')
    })
    const stage = createStage({ url })
    const result = await stage.run()
    expect(result).toMatchObject({ done: true, head: { status: 200 } })
    expect(result.done && result.head.headers).toContainEqual(['content-length', '6'])
    expect(Buffer.from(stage.file.bytes).toString()).toBe('abcdef')
  })

  it('fails as truncated where parts stay empty', async () => {
    const url = await serveScript((_, outgoing) => {
      outgoing.writeHead(206, { 'Content-Range': 'bytes 0-5/6', 'Content-Length': '0', ETag: '"a"' }).end()
    })
    const stage = createStage({ url })
    expect(await stage.run()).toEqual({
      done: false,
      failure: { reason: 'truncated', httpStatus: 206, url },
    })
  })
})
