import { describe, expect, it } from 'vitest'
import { digest, original, serve, serveScript, startsOf } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const SIZE = 2_000_000
const film = (url: string, query = '') => `${url}/media/sample/film-${SIZE}.bin${query}`

/** Slots for requests beside the first, and how many are taken. */
function createSlots(most = 1) {
  const slots = {
    taken: 0,
    given: 0,
    take() {
      if (slots.taken === most) return null
      slots.taken += 1
      slots.given += 1
      return () => void (slots.taken -= 1)
    },
  }
  return slots
}

describe('the slice before its turn', () => {
  it('is asked for while the one before it is received', async () => {
    let answerFirst = () => {}
    const asked: number[] = []
    const body = Buffer.alloc(600_000, 'film')
    const url = await serveScript(({ headers }, outgoing) => {
      const [, start, last] = /=(\d+)-(\d+)/.exec(headers.range ?? '')!.map(Number)
      const part = body.subarray(start, last! + 1)
      const range = `bytes ${start}-${start! + part.length - 1}/${body.length}`
      outgoing.writeHead(206, { 'Content-Range': range, 'Content-Length': part.length, ETag: '"a"' })
      asked.push(start!)
      if (asked.length > 1) {
        answerFirst()
        return outgoing.end(part)
      }
      // The rest comes only when the next one was asked for.
      answerFirst = () => outgoing.end(part.subarray(200_000))
      return outgoing.write(part.subarray(0, 200_000))
    })
    const slots = createSlots()
    const stage = createStage({ url, takeSlot: slots.take })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked).toEqual([0, 262_144])
    expect(digest(stage.file.bytes)).toBe(digest(body))
    expect(slots).toMatchObject({ given: 1, taken: 0 })
  })

  it('costs no byte twice', async () => {
    const server = await serve()
    const slots = createSlots()
    const stage = createStage({ url: film(server.url), takeSlot: slots.take })
    expect(await stage.run()).toMatchObject({ done: true })
    await server.settled()
    expect(server.log.reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBe(SIZE)
    expect(startsOf(server)).toEqual(startsOf(server).toSorted((a, b) => a! - b!))
    expect(slots.given).toBeGreaterThan(0)
  })

  it('is ended together with the one before it', async () => {
    const server = await serve()
    const slots = createSlots()
    const reason = new Error('Paused.')
    const stage = createStage({
      url: film(server.url, '?rate=1000000'),
      takeSlot: slots.take,
      onProgress: (_, { controller }) => void (server.log.length > 1 && controller.abort(reason)),
    })
    await expect(stage.run()).rejects.toBe(reason)
    await server.settled()
    expect(server.log).toMatchObject([{ aborted: true }, { aborted: true }])
    expect(slots.taken).toBe(0)
  })

  it('is asked for again, after the wait, when the one before it broke', async () => {
    const server = await serve()
    const slots = createSlots()
    const takenInWaits: number[] = []
    const stage = createStage({
      url: film(server.url, '?drop=200000&drop-times=1'),
      takeSlot: slots.take,
      onWaiting: () => takenInWaits.push(slots.taken),
    })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(takenInWaits).toEqual([0])
    expect(startsOf(server).slice(0, 3)).toEqual([0, 262_144, 200_000])
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
    expect(slots.taken).toBe(0)
  })

  it('is asked for again at once where the whole of another file came', async () => {
    const server = await serve()
    const stage = createStage({ url: film(server.url, '?changed=1'), takeSlot: createSlots().take })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(server.log.map(({ status }) => status)).toEqual([206, 200, 200])
    expect(stage.waits).toEqual([])
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 2)))
  })

  it('is nothing to go on with when the one before it can not be believed', async () => {
    const body = Buffer.alloc(600_000, 'film')
    const url = await serveScript(({ headers }, outgoing) => {
      const [, start, last] = (/=(\d+)-(\d+)/.exec(headers.range ?? '') ?? []).map(Number)
      if (start === undefined) return outgoing.end(body)
      outgoing.writeHead(206, { 'Content-Range': `bytes ${start}-${last}/600000`, ETag: '"a"' })
      // More than it said, where it can: without a length nobody holds it to that.
      return outgoing.end(body.subarray(start, last! + 1 + 10_000))
    })
    const slots = createSlots()
    const stage = createStage({ url, takeSlot: slots.take })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(slots).toMatchObject({ given: 1, taken: 0 })
    expect(digest(stage.file.bytes)).toBe(digest(body))
  })

  it('makes a server that has trouble wait no longer, and no shorter', async () => {
    const asked: (string | undefined)[] = []
    const url = await serveScript(({ headers }, outgoing) => {
      asked.push(headers.range)
      if (asked.length === 2) return outgoing.writeHead(503, { 'Retry-After': '7' }).end()
      const [, start, last] = /=(\d+)-(\d+)/.exec(headers.range!)!.map(Number)
      const range = `bytes ${start}-${last}/${last! + 1 < 600_000 ? 600_000 : last! + 1}`
      const part = Buffer.alloc(last! - start! + 1)
      return outgoing
        .writeHead(206, { 'Content-Range': range, 'Content-Length': part.length, ETag: '"a"' })
        .end(part)
    })
    const stage = createStage({ url, takeSlot: createSlots().take })
    const began = stage.clock.now()
    expect(await stage.run()).toMatchObject({ done: true })
    // What was refused is not asked for before its time.
    expect(asked).toEqual(['bytes=0-262143', 'bytes=262144-599999', 'bytes=262144-599999'])
    expect(stage.waits.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([began + 7_000])
  })
})

describe('whatever the server makes of it', () => {
  it.each([
    '?changed=1',
    '?changed=1&ignore-if-range',
    '?changed=2',
    '?wrong-range',
    '?wrong-length=1500000&times=1',
    '?no-range',
    '?weak-etag',
    '?no-etag',
    '?drop=150000',
    '?short=1000&times=2',
    '?status=503&times=2',
  ])('the bytes are right with %s', async (query) => {
    const server = await serve()
    const slots = createSlots()
    const stage = createStage({ url: film(server.url, query), takeSlot: slots.take })
    expect(await stage.run()).toMatchObject({ done: true })
    const versions = await Promise.all([1, 2].map(async (at) => digest(await original(film(server.url), at))))
    expect(versions).toContain(digest(stage.file.bytes))
    expect(slots.taken).toBe(0)
  })
})
