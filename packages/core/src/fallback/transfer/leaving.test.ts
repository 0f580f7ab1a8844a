import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createMemoryFile } from './fixtures/memoryFile.js'
import { serve, serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const film = (url: string, query = '') => `${url}/media/sample/film-8000000.bin${query}`

describe('aborting', () => {
  const reason = new Error('Paused.')

  it('ends the request in mid-body and keeps what has come', async () => {
    const server = await serve()
    const stage = createStage({
      url: film(server.url, '?no-range'),
      onProgress: ({ downloaded }, { controller }) => downloaded > 100_000 && controller.abort(reason),
    })
    await expect(stage.run()).rejects.toBe(reason)
    await server.settled()
    expect(server.log).toMatchObject([{ aborted: true }])
    expect(stage.file.size).toBeGreaterThan(100_000)
    expect(stage.file.flushed).toBe(stage.file.size)
  })

  it.each(['GET', 'POST'])('ends a %s before its headers came', async (method) => {
    let closed: Promise<unknown> | undefined
    const url = await serveScript((incoming) => {
      closed = once(incoming.socket, 'close')
      stage.controller.abort(reason)
    })
    const stage = createStage({ url, request: { method } })
    await expect(stage.run()).rejects.toBe(reason)
    await closed
  })

  it('ends a wait', async () => {
    const server = await serve()
    const stage = createStage({
      url: film(server.url, '?status=503'),
      onWaiting: () => setImmediate(() => stage.controller.abort(reason)),
      policy: { backoffMs: 1e9, longestBackoffMs: 1e9 },
    })
    // Nobody moves the clock: only the abort ends it.
    stage.clock.advance = () => {}
    await expect(stage.run()).rejects.toBe(reason)
    expect(server.log).toHaveLength(1)
  })

  it('begins nothing when it was aborted before', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url) })
    stage.controller.abort(reason)
    await expect(stage.run()).rejects.toBe(reason)
    expect(server.log).toEqual([])
  })
})

describe('a full disk', () => {
  it('keeps what is kept, ends the request, and says so', async () => {
    const server = await serve()
    const file = createMemoryFile(undefined, 1_000_000)
    const stage = createStage({ url: film(server.url, '?no-range'), file })
    await expect(stage.run()).rejects.toThrow(expect.objectContaining({ name: 'QuotaExceededError' }))
    await server.settled()
    expect(server.log).toMatchObject([{ aborted: true }])
    expect(file.size).toBeGreaterThan(500_000)
    expect(file.flushed).toBe(file.size)
  })

  it('goes on from there when there is room', async () => {
    const server = await serve()
    const file = createMemoryFile(undefined, 1_000_000)
    const stage = createStage({ url: film(server.url), file })
    await expect(stage.run()).rejects.toThrow('full')
    const more = createMemoryFile(file.bytes)
    const next = createStage({ url: film(server.url), file: more, kept: stage.kept })
    expect(await next.run()).toMatchObject({ done: true })
    expect(more).toMatchObject({ size: 8_000_000, clears: 0 })
  })
})
