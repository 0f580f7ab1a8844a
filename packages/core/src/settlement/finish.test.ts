import { describe, expect, it } from 'vitest'
import { FILM, newFetch, NOW, POSTER, stagedRow, storedRequest } from '../fixtures/films.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { createMemoryStore } from '../store/memory.js'
import type { BackgroundFetchFailure, FailureReason } from '../types.js'
import { finishAttempt, type Outcome } from './finish.js'

/** A film and its poster, of which these files have been staged. */
async function setUp(files: readonly number[] = [0, 1], sizes: readonly (number | null)[] = [null, null]) {
  const journal = createJournal(createMemoryTables())
  const store = createMemoryStore()
  const requests = [FILM, POSTER].map((url, at) => storedRequest(url, { size: sizes[at]! }))
  await journal.create(newFetch('film', { requests }))
  for (const file of files) {
    const row = stagedRow('film', 1, file)
    await store.put(row.key, new Response('bytes'))
    await journal.stage([row])
  }
  const job = (await journal.job('film'))!
  const settler = { journal, store, now: () => NOW, isUnattended: () => Promise.resolve(false) }
  return { journal, store, job, finish: (outcome: Outcome) => finishAttempt(job, outcome, settler), settler }
}

const found = (reason: FailureReason, httpStatus: number | null = null): BackgroundFetchFailure => ({
  reason,
  httpStatus,
  url: POSTER,
})

const endingOf = async ({ journal }: Awaited<ReturnType<typeof setUp>>) =>
  (await journal.job('film'))?.attempt.ending

describe('the end of an attempt', () => {
  it('is a success when every file is on the disk, with its size', async () => {
    const { finish } = await setUp()
    expect(await finish({ type: 'success', uploaded: 3 })).toMatchObject({
      state: { status: 'completed' },
      filesCompleted: 2,
      storedBytes: 10,
      uploaded: 3,
      files: [{ size: 5 }, { size: 5 }],
    })
  })

  it.each<Outcome>([{ type: 'fail', reason: 'fetch-error' }, { type: 'lost' }])(
    'is a success when every file is on the disk, though it was told $type',
    async (outcome) => {
      const { finish } = await setUp()
      expect((await finish(outcome))?.state.status).toBe('completed')
    },
  )

  it('keeps a finished file when its neighbour fails, and frees the bad one', async () => {
    const { finish, store, journal } = await setUp([0, 1], [null, 700])
    expect(await finish({ type: 'success' })).toMatchObject({
      state: { status: 'interrupted' },
      filesCompleted: 1,
    })
    expect(await store.keys()).toEqual([stagedRow('film', 1, 0).key])
    expect((await journal.stored('film')).map(({ file }) => file)).toEqual([0])
  })

  it('is told also where what it frees can’t be deleted', async () => {
    const { job, settler, store } = await setUp([0, 1], [null, 700])
    const refusing = { ...store, delete: () => Promise.reject(new DOMException('No.', 'UnknownError')) }
    expect(await finishAttempt(job, { type: 'success' }, { ...settler, store: refusing })).toMatchObject({
      state: { status: 'interrupted' },
      filesCompleted: 1,
    })
  })

  it('happens once', async () => {
    const { finish, journal } = await setUp()
    await finish({ type: 'success' })
    const before = await journal.get('film')
    expect(await finish({ type: 'fail', reason: 'bad-status' })).toBeNull()
    expect(await journal.get('film')).toEqual(before)
    expect(await journal.outbox()).toHaveLength(1)
  })

  it('happens once for two sides at once', async () => {
    const { finish } = await setUp()
    const rows = await Promise.all([finish({ type: 'success' }), finish({ type: 'lost' })])
    expect(rows.flatMap((row) => row?.state.status ?? [])).toEqual(['completed'])
  })

  it('frees what was staged for a fetch that is aborted by now', async () => {
    const { finish, journal, store } = await setUp()
    const end = {
      id: 'film',
      attempt: 1,
      ending: { type: 'aborted' },
      verified: [],
      now: NOW,
      unattended: false,
    } as const
    await store.delete((await journal.commit(end)).freed)
    expect(await store.keys()).toEqual([])
    expect(await finish({ type: 'success' })).toBeNull()
    expect(await journal.get('film')).toMatchObject({ state: { status: 'aborted' } })
  })

  it('says that no page was there to go on', async () => {
    const { job, settler } = await setUp([])
    const row = await finishAttempt(
      job,
      { type: 'lost' },
      { ...settler, isUnattended: () => Promise.resolve(true) },
    )
    expect(row?.state).toMatchObject({ reason: 'page-closed' })
  })
})

describe('what an attempt failed of', () => {
  it.each<readonly [string, Outcome, Partial<BackgroundFetchFailure>]>([
    [
      'lost, where success was told and files are missing',
      { type: 'success' },
      { reason: 'lost', url: FILM },
    ],
    ['lost, where nothing was told', { type: 'lost' }, { reason: 'lost', url: FILM }],
    ['lost, where it failed without a reason', { type: 'fail' }, { reason: 'lost', url: FILM }],
    [
      'what was found, where nothing was told',
      { type: 'lost', failures: [found('fetch-error')] },
      found('fetch-error'),
    ],
    [
      'what was told',
      { type: 'fail', reason: 'fetch-error' },
      { reason: 'fetch-error', httpStatus: null, url: FILM },
    ],
    [
      'no answer, where a bad status was told and no answer found',
      { type: 'fail', reason: 'bad-status' },
      { reason: 'bad-status', httpStatus: 0 },
    ],
    [
      'what was told, with the file it is about',
      { type: 'fail', reason: 'bad-status', failures: [found('bad-status', 404)] },
      found('bad-status', 404),
    ],
    [
      'what was found, with its status, before the same that was told without',
      { type: 'fail', reason: 'bad-status', failures: [found('bad-status', 503)] },
      found('bad-status', 503),
    ],
    [
      'a full disk before everything',
      { type: 'fail', reason: 'bad-status', failures: [found('integrity'), found('quota-exceeded')] },
      found('quota-exceeded'),
    ],
    [
      'a total that was too low before what can be cured',
      { type: 'fail', reason: 'download-total-exceeded', failures: [found('fetch-error')] },
      { reason: 'download-total-exceeded' },
    ],
    [
      'the graver of what was found and told',
      { type: 'fail', reason: 'fetch-error', failures: [found('truncated', 200)] },
      found('truncated', 200),
    ],
    [
      'what was told before what is less grave',
      { type: 'fail', reason: 'bad-status', failures: [found('fetch-error')] },
      { reason: 'bad-status' },
    ],
    [
      'what nothing can cure before what the next attempt may',
      { type: 'fail', reason: 'bad-status', failures: [found('bad-status', 503), found('bad-status', 404)] },
      found('bad-status', 404),
    ],
  ])('is %s', async (_name, outcome, failure) => {
    const stage = await setUp([])
    await stage.finish(outcome)
    expect(await endingOf(stage)).toMatchObject({ type: 'failed', failure })
  })

  it('is what verification finds', async () => {
    const stage = await setUp([0, 1], [700, null])
    await stage.finish({ type: 'success' })
    expect(await endingOf(stage)).toMatchObject({
      failure: { reason: 'truncated', httpStatus: 200, url: FILM },
    })
  })

  it('is lost where the disk has lost what was staged', async () => {
    const stage = await setUp()
    await stage.store.delete([stagedRow('film', 1, 1).key])
    await stage.finish({ type: 'success' })
    expect(await endingOf(stage)).toMatchObject({ failure: { reason: 'lost', url: POSTER } })
  })
})
