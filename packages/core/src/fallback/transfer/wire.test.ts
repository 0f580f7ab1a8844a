import { afterEach, describe, expect, it, vi } from 'vitest'
import { digest, original, serve, startsOf } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

/** What the server compresses does not get smaller by it. */
const SIZE = 100_000
const film = (url: string) => `${url}/media/sample/film-${SIZE}.bin?gzip=length`

type Timing = Pick<PerformanceResourceTiming, 'name' | 'encodedBodySize' | 'decodedBodySize'>

/** A browser that says these things of its responses, one after the other. */
function stubTimings(timings: (Timing | null)[]) {
  class Observer {
    readonly hear: (list: { getEntries(): Timing[] }) => void
    constructor(hear: Observer['hear']) {
      this.hear = hear
    }
    observe() {
      const timing = timings.shift()
      if (timing) setTimeout(() => this.hear({ getEntries: () => [timing] }))
    }
    disconnect() {}
  }
  vi.stubGlobal('PerformanceObserver', Observer)
}

afterEach(() => {
  vi.unstubAllGlobals()
})

async function bringHome(server: Awaited<ReturnType<typeof serve>>) {
  const url = film(server.url)
  const stage = createStage({ url })
  expect(await stage.run()).toMatchObject({ done: true })
  const starts = startsOf(server)
  expect(digest(stage.file.bytes)).toBe(digest(await original(url)))
  return { starts, waits: stage.waits }
}

describe('a compressed body that ended without an error', () => {
  it('is asked for again where less came than was promised', async () => {
    const server = await serve()
    const half = { name: film(server.url), encodedBodySize: SIZE / 2, decodedBodySize: SIZE }
    stubTimings([half, half, { ...half, encodedBodySize: SIZE * 2 }])
    const { starts, waits } = await bringHome(server)
    expect(starts).toEqual([0, 0, 0])
    expect(waits).toHaveLength(2)
  })

  it('fails where that goes on, and says why', async () => {
    const server = await serve()
    const url = film(server.url)
    stubTimings(Array(20).fill({ name: url, encodedBodySize: SIZE / 2, decodedBodySize: SIZE }))
    const result = await createStage({ url, policy: { maxAttempts: 3 } }).run()
    expect(result).toMatchObject({ done: false, failure: { reason: 'truncated', httpStatus: 200, url } })
  })

  it.each<[string, (url: string) => Timing | null]>([
    ['all of it came', (name) => ({ name, encodedBodySize: SIZE + 1_000, decodedBodySize: SIZE })],
    ['the browser gives no numbers', (name) => ({ name, encodedBodySize: 0, decodedBodySize: 0 })],
    ['it says nothing at all', () => null],
    ['it speaks of another request', (name) => ({ name, encodedBodySize: 10, decodedBodySize: 20 })],
    [
      'it speaks of another file',
      (name) => ({ name: `${name}&v`, encodedBodySize: 1, decodedBodySize: SIZE }),
    ],
    ['nothing was compressed', (name) => ({ name, encodedBodySize: SIZE, decodedBodySize: SIZE })],
  ])('is believed where %s', async (_, say) => {
    const server = await serve()
    stubTimings([say(film(server.url))])
    expect((await bringHome(server)).starts).toEqual([0])
  })

  it('is believed where there are no such numbers', async () => {
    vi.stubGlobal('PerformanceObserver', undefined)
    const server = await serve()
    expect((await bringHome(server)).starts).toEqual([0])
  })
})
