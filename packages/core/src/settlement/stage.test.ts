import { describe, expect, it } from 'vitest'
import { FILM, newFetch, NOW, POSTER, storedRequest } from '../fixtures/films.js'
import { platformRecord } from '../fixtures/platform.js'
import type { NewFetch } from '../journal/begin.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import type { PlatformRecord } from '../platform/types.js'
import { createMemoryStore } from '../store/memory.js'
import { fileKey, type ResponseStore } from '../store/store.js'
import { stageRecords } from './stage.js'

async function setUp(fetch: Partial<NewFetch> = {}, store: ResponseStore = createMemoryStore()) {
  const journal = createJournal(createMemoryTables())
  await journal.create(newFetch('film', fetch))
  const job = (await journal.job('film'))!
  const stage = (records: readonly PlatformRecord[]) => stageRecords(records, job, { journal, store })
  const stagedTexts = async () =>
    Object.fromEntries(
      await Promise.all(
        (await journal.staged('film', 1)).map(async ({ file, key }) => [
          file,
          await (await store.read(key))?.text(),
        ]),
      ),
    ) as Record<number, string>
  return { journal, store, job, stage, stagedTexts }
}

const requests = (...list: readonly (readonly [string, string?])[]) => ({
  requests: list.map(([url, method = 'GET']) => storedRequest(url, { method })),
})

describe('whose response is whose', () => {
  it('goes by URL, in whatever order they come', async () => {
    const { stage, stagedTexts } = await setUp()
    const staging = await stage([
      platformRecord(POSTER, new Response('poster')),
      platformRecord(FILM, new Response('film')),
    ])
    expect(staging).toEqual({ failures: [], wanted: true })
    expect(await stagedTexts()).toEqual({ 0: 'film', 1: 'poster' })
  })

  it('goes by order where a URL was asked for twice', async () => {
    const { stage, stagedTexts } = await setUp(requests([FILM], [POSTER], [FILM]))
    await stage([
      platformRecord(FILM, new Response('first')),
      platformRecord(FILM, new Response('second')),
      platformRecord(POSTER, new Response('poster')),
    ])
    expect(await stagedTexts()).toEqual({ 0: 'first', 1: 'poster', 2: 'second' })
  })

  it('goes by method, too', async () => {
    const { stage, stagedTexts } = await setUp(requests([FILM, 'POST'], [FILM]))
    await stage([
      platformRecord(FILM, new Response('got')),
      platformRecord(FILM, new Response('posted'), 'POST'),
    ])
    expect(await stagedTexts()).toEqual({ 0: 'posted', 1: 'got' })
  })

  it('leaves a fragment out of account', async () => {
    const { stage, stagedTexts } = await setUp(requests([FILM]))
    await stage([platformRecord(`${FILM}#t=10`, new Response('film'))])
    expect(await stagedTexts()).toEqual({ 0: 'film' })
  })

  it('leaves a file out that no record came for, and a record that nobody asked for', async () => {
    const { stage, stagedTexts } = await setUp()
    const staging = await stage([
      platformRecord('https://films.example/other', new Response('other')),
      platformRecord(POSTER, new Response('poster')),
    ])
    expect(staging).toEqual({ failures: [], wanted: true })
    expect(await stagedTexts()).toEqual({ 1: 'poster' })
  })

  it('brings many files home', async () => {
    const urls = Array.from({ length: 40 }, (_, at) => `https://films.example/${at}`)
    const { stage, stagedTexts } = await setUp(requests(...urls.map((url) => [url] as const)))
    await stage(urls.toReversed().map((url) => platformRecord(url, new Response(url))))
    expect(Object.values(await stagedTexts())).toEqual(urls)
  })
})

describe('what is noted of a response', () => {
  it('keeps status, headers and where redirects led; size and verification come later', async () => {
    const { journal, stage } = await setUp()
    await stage([
      platformRecord(
        FILM,
        new Response('film', { status: 203, statusText: 'Fine', headers: { etag: '"1"' } }),
      ),
    ])
    expect(await journal.staged('film', 1)).toEqual([
      {
        id: 'film',
        attempt: 1,
        file: 0,
        url: FILM,
        method: 'GET',
        responseUrl: '',
        status: 203,
        statusText: 'Fine',
        headers: [
          ['content-type', 'text/plain;charset=UTF-8'],
          ['etag', '"1"'],
        ],
        size: null,
        key: fileKey('film', 1, 0),
        verifiedAt: null,
      },
    ])
  })
})

describe('what goes wrong', () => {
  it('keeps the good neighbours of what failed, and tells failures in the order of the files', async () => {
    const { stage, stagedTexts } = await setUp(requests([FILM], ['https://films.example/b'], [POSTER]))
    const staging = await stage([
      platformRecord(POSTER, new Response('gone', { status: 404 })),
      platformRecord('https://films.example/b', new Response('fine')),
      platformRecord(FILM, Promise.reject(new TypeError('It broke.'))),
    ])
    expect(staging.failures).toEqual([
      { reason: 'fetch-error', httpStatus: null, url: FILM },
      { reason: 'bad-status', httpStatus: 404, url: POSTER },
    ])
    expect(await stagedTexts()).toEqual({ 1: 'fine' })
  })

  it.each([
    ['a full disk', new DOMException('No room.', 'QuotaExceededError'), 'quota-exceeded'],
    ['a broken stream', new TypeError('It broke.'), 'fetch-error'],
  ] as const)('tells %s from the rest', async (_name, error, reason) => {
    const memory = createMemoryStore()
    const isFilm = (key: string) => key === fileKey('film', 1, 0)
    const put: ResponseStore['put'] = async (key, response) => {
      await memory.put(key, response)
      if (isFilm(key)) throw error
    }
    const { stage, store, stagedTexts } = await setUp({}, { ...memory, put })
    const staging = await stage([
      platformRecord(FILM, new Response('film')),
      platformRecord(POSTER, new Response('poster')),
    ])
    expect(await store.keys()).toEqual([fileKey('film', 1, 1)])
    expect(staging.failures).toEqual([{ reason, httpStatus: 200, url: FILM }])
    expect(await stagedTexts()).toEqual({ 1: 'poster' })
  })

  it('leaves no byte of what was aborted meanwhile', async () => {
    const { journal, store, stage } = await setUp()
    await journal.remove('film', NOW)
    const staging = await stage([
      platformRecord(FILM, new Response('film')),
      platformRecord(POSTER, new Response('poster')),
    ])
    expect(staging.wanted).toBe(false)
    expect(await store.keys()).toEqual([])
  })

  it('stops when nobody wants the rest', async () => {
    const memory = createMemoryStore()
    let writes = 0
    const put: ResponseStore['put'] = (key, response) => {
      writes += 1
      return memory.put(key, response)
    }
    const urls = Array.from({ length: 40 }, (_, at) => `https://films.example/${at}`)
    const { journal, stage } = await setUp(requests(...urls.map((url) => [url] as const)), { ...memory, put })
    await journal.remove('film', NOW)
    await stage(urls.map((url) => platformRecord(url, new Response(url))))
    expect(writes).toBeLessThan(10)
  })

  it('keeps a file that somebody faster has committed', async () => {
    const { journal, store, job, stage } = await setUp()
    const records = () => [
      platformRecord(FILM, new Response('film')),
      platformRecord(POSTER, new Response('poster')),
    ]
    await stage(records())
    const verified = await journal.staged('film', 1)
    await journal.commit({
      id: 'film',
      attempt: 1,
      ending: { type: 'success' },
      verified,
      now: NOW,
      unattended: false,
    })
    // This side has read the job before the other committed.
    expect(job.attempt.ending).toBeNull()
    expect(await stage(records())).toMatchObject({ wanted: false })
    expect(await store.keys()).toHaveLength(2)
  })
})
