import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { serve, serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const film = (url: string) => `${url}/media/sample/film-400000.bin`
const post = { method: 'POST', body: new Blob(['a letter']) }

describe('a HEAD', () => {
  it('brings the head alone', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url), request: { method: 'HEAD' } })
    const result = await stage.run()
    expect(result.done && result.head.headers).toContainEqual(['content-length', '400000'])
    expect(stage.file.size).toBe(0)
    expect(server.log).toMatchObject([{ method: 'HEAD', range: null }])
  })
})

describe('the HTTP cache', () => {
  it.each([
    ['default', 'no-cache'],
    ['force-cache', undefined],
  ] as const)('keeps no second copy, unless the app wants one: %s', async (cache, header) => {
    const asked: unknown[] = []
    const url = await serveScript(({ headers }, outgoing) => {
      asked.push(headers['cache-control'])
      outgoing.end('film')
    })
    await createStage({ url, request: { cache } }).run()
    expect(asked).toEqual([header])
  })
})

describe("an app's own range", () => {
  const request = { headers: [['Range', 'bytes=10-19']] as const }

  it('is the whole of what was asked for', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url), request })
    expect(await stage.run()).toMatchObject({ done: true, head: { status: 206 } })
    expect(stage.file.size).toBe(10)
    expect(stage.kept).toBeNull()
    expect(server.log.map(({ range }) => range)).toEqual(['bytes=10-19'])
  })

  it('fails where there is no such part', async () => {
    const server = await serve()
    const stage = createStage({ url: `${server.url}/media/sample/film-5.bin`, request })
    expect(await stage.run()).toMatchObject({ done: false, failure: { httpStatus: 416 } })
  })

  it('is asked for again, whole, when it broke', async () => {
    const server = await serve()
    const stage = createStage({
      url: `${film(server.url)}?drop=5&drop-times=1`,
      request: { headers: [['range', 'bytes=10-19']] },
    })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.file.size).toBe(10)
    expect(server.log.map(({ range }) => range)).toEqual(['bytes=10-19', 'bytes=10-19'])
  })
})

describe('a POST', () => {
  it('sends its body and keeps the answer', async () => {
    const url = await serveScript((incoming, outgoing) => {
      void text(incoming).then((letter) => outgoing.writeHead(201).end(`thanks for ${letter}`))
    })
    const stage = createStage({ url, request: post })
    expect(await stage.run()).toMatchObject({ done: true, head: { status: 201 } })
    expect(Buffer.from(stage.file.bytes).toString()).toBe('thanks for a letter')
    expect(stage.progress.at(-1)).toMatchObject({ uploaded: 8, downloaded: 19 })
  })

  it('is not sent twice: the server may have acted on it', async () => {
    let asked = 0
    const url = await serveScript((incoming) => {
      asked += 1
      incoming.socket.destroy()
    })
    const stage = createStage({ url, request: post })
    expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'unanswered', url } })
    expect(asked).toBe(1)
  })

  it('is given all the time it wants to answer', async () => {
    const url = await serveScript((_, outgoing) => {
      setImmediate(() => {
        stage.clock.advance(600_000)
        outgoing.end('thanks')
      })
    })
    const stage = createStage({ url, request: { method: 'POST' } })
    expect(await stage.run()).toMatchObject({ done: true })
  })

  it('is not sent twice when its answer breaks off', async () => {
    let asked = 0
    const url = await serveScript((incoming, outgoing) => {
      asked += 1
      outgoing.writeHead(200, { 'Content-Length': '100' }).write('half')
      setImmediate(() => incoming.socket.destroy())
    })
    const stage = createStage({ url, request: post })
    expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'unanswered', url } })
    expect(asked).toBe(1)
  })

  it('fails at once where the server could not', async () => {
    const url = await serveScript((_, outgoing) => outgoing.writeHead(503).end())
    const stage = createStage({ url, request: post })
    expect(await stage.run()).toMatchObject({
      done: false,
      failure: { reason: 'bad-status', httpStatus: 503 },
    })
  })

  it('is sent again where the app says that it may be', async () => {
    let asked = 0
    const url = await serveScript((_, outgoing) => {
      asked += 1
      outgoing.writeHead(asked === 1 ? 503 : 200).end()
    })
    const stage = createStage({ url, request: post, policy: { repeatable: ['GET', 'POST'] } })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked).toBe(2)
  })
})
