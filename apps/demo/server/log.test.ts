import { expect, it } from 'vitest'
import type { LogEntry } from './log.ts'
import { ask } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

const FILM = '/media/sample/film-200000.bin'

it('says who asked for what, and what they got', async () => {
  const server = await serve()
  const { headers } = await ask(server.url, FILM)
  await ask(server.url, FILM, { headers: { Range: 'bytes=150000-', 'If-Range': headers.etag ?? '' } })
  await server.settled()

  expect(server.log).toEqual([
    {
      method: 'GET',
      url: FILM,
      range: null,
      ifRange: null,
      status: 200,
      bytesSent: 200_000,
      startedAt: expect.any(Number),
      endedAt: expect.any(Number),
      aborted: false,
    },
    expect.objectContaining({
      range: 'bytes=150000-',
      ifRange: headers.etag,
      status: 206,
      bytesSent: 50_000,
    }),
  ])
})

it.each([
  ['a drop', '?drop=70000', { status: 200, bytesSent: 70_000, aborted: true }],
  ['a short body', '?short=1', { status: 200, bytesSent: 199_999, aborted: true }],
  ['a refusal', '?refuse', { status: null, bytesSent: 0, aborted: true }],
  ['a status', '?status=503', { status: 503, bytesSent: 0, aborted: false }],
  ['a query that makes no sense', '?drop=soon', { status: 400, bytesSent: 0, aborted: false }],
])('records %s', async (_, query, outcome) => {
  const server = await serve()
  await ask(server.url, FILM + query)
  await server.settled()
  expect(server.log).toEqual([expect.objectContaining(outcome)])
})

it('records a reader who leaves', async () => {
  const server = await serve()
  await ask(server.url, `${FILM}?rate=100000`, { onData: (_, leave) => leave() })
  await server.settled()
  expect(server.log[0]).toMatchObject({ status: 200, aborted: true })
  expect(server.log[0]?.bytesSent).toBeLessThan(200_000)
})

it('records every request of one connection', async () => {
  const server = await serve()
  for (const _ of [1, 2, 3]) await (await fetch(server.url + FILM)).arrayBuffer()
  await server.settled()
  expect(server.log.map(({ bytesSent, aborted }) => [bytesSent, aborted])).toEqual(
    Array(3).fill([200_000, false]),
  )
})

it('can be read and emptied over HTTP, and leaves out what is no file', async () => {
  const server = await serve()
  await ask(server.url, FILM, { method: 'HEAD' })
  await server.settled()
  const read = async () => JSON.parse((await ask(server.url, '/api/log')).body.toString()) as LogEntry[]

  expect(await read()).toEqual([expect.objectContaining({ method: 'HEAD', url: FILM, bytesSent: 0 })])
  expect((await ask(server.url, '/api/log', { method: 'DELETE' })).status).toBe(204)
  expect(await read()).toEqual([])
  expect(server.log).toEqual([])
})
