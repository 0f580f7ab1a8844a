import type { AttemptInit, BackgroundFetchAdapter, Reading, StartAnswer, StoredRequest } from '../adapter.js'
import type { Journal } from '../journal/journal.js'
import { toStoredRequests } from '../records/requests.js'
import { DEFAULT_RETRY_POLICY } from '../records/decide.js'

/** An engine under test, with a journal of its own, and a hand on what it does. */
export interface AdapterHarness {
  readonly adapter: BackgroundFetchAdapter
  readonly journal: Journal
  /** URLs that the engine was asked for by the latest start, in any order. */
  requested(): readonly string[] | Promise<readonly string[]>
  /** So many bytes have come, and whoever listens has been told. */
  progress(id: string, downloaded: number): void | Promise<void>
  /** Every file comes home, and the ending is committed. */
  succeed(id: string): Promise<void>
  /** Ends in a way that another attempt may cure; the files of these URLs have come home. */
  fail(id: string, gained: readonly string[]): Promise<void>
  dispose(): void
}

export interface AdapterCase {
  readonly name: string
  /** Rejects where the adapter breaks the contract. Give every case a harness of its own. */
  run(harness: AdapterHarness): Promise<void>
}

const FILM = 'https://app.example/film.mp4'
const POSTER = 'https://app.example/poster.jpg'

/** What every engine owes the client. Runs under any test runner. */
export const adapterContract: readonly AdapterCase[] = [
  {
    name: 'answers a start with a reading of the attempt',
    async run(harness) {
      const { reading } = await begin(harness, 'film')
      equal([reading.id, reading.attempt, reading.state.status], ['film', 1, 'pending'], 'the first reading')
      equal((await harness.requested()).toSorted(), [FILM, POSTER], 'what it was asked for')
    },
  },
  {
    name: 'reports unknown totals as null, never as 0',
    async run(harness) {
      const { reading } = await begin(harness, 'film')
      equal([reading.downloadTotal, reading.uploadTotal], [null, null], 'totals')
      equal([reading.downloaded, reading.uploaded], [0, 0], 'bytes')
    },
  },
  {
    name: 'lists what it has taken, with its bytes',
    async run(harness) {
      equal(await harness.adapter.list(), [], 'the list before')
      await begin(harness, 'film')
      await harness.progress('film', 700)
      const list = await harness.adapter.list()
      equal(
        list.map(({ id, attempt, downloaded }) => [id, attempt, downloaded]),
        [['film', 1, 700]],
        'the list',
      )
    },
  },
  {
    name: 'aborts what it has, and only that',
    async run(harness) {
      await begin(harness, 'film')
      equal(await harness.adapter.abort('podcast', 1), false, 'abort of an unknown id')
      equal(await harness.adapter.abort('film', 2), false, 'abort of another attempt')
      await harness.progress('film', 700)
      equal((await harness.adapter.list()).length, 1, 'what is left of it')
      await endAborted(harness, 'film')
      equal(await harness.adapter.abort('film', 1), true, 'abort')
      equal(await harness.adapter.list(), [], 'the list after')
      equal(await harness.adapter.abort('film', 1), false, 'a second abort')
    },
  },
  {
    name: 'no longer lists an attempt that has settled',
    async run(harness) {
      await begin(harness, 'film')
      await harness.succeed('film')
      equal(await harness.adapter.list(), [], 'the list')
      equal((await harness.journal.get('film'))?.state.status, 'completed', 'the journal')
    },
  },
  {
    name: 'adopts an attempt that it has already, instead of starting it twice',
    async run(harness) {
      const { init } = await begin(harness, 'film')
      await harness.progress('film', 700)
      const answer = await harness.adapter.start(init)
      equal(answer.started && answer.reading.downloaded, 700, 'the bytes of the adopted attempt')
      equal((await harness.adapter.list()).length, 1, 'attempts')
    },
  },
  {
    name: 'fetches only what the next attempt asks for',
    async run(harness) {
      await begin(harness, 'film')
      await harness.fail('film', [POSTER])
      await harness.journal.retry('film', { now: 2 })
      const answer = await harness.adapter.start(await toInit(harness.journal, 'film'))
      equal([answer.started, await harness.requested()], [true, [FILM]], 'the second attempt')
      await harness.succeed('film')
      equal((await harness.journal.get('film'))?.state.status, 'completed', 'the journal')
    },
  },
  {
    name: 'tells every subscriber of progress until it unsubscribes',
    async run(harness) {
      const [first, second]: [Reading[], Reading[]] = [[], []]
      const unsubscribe = harness.adapter.subscribe((reading) => first.push(reading))
      harness.adapter.subscribe((reading) => second.push(reading))
      await begin(harness, 'film')
      await harness.progress('film', 100)
      unsubscribe()
      await harness.progress('film', 200)
      equal(amounts(first), [100], 'what the first heard')
      equal(amounts(second), [100, 200], 'what the second heard')
    },
  },
  {
    name: 'is silent once it is disposed of',
    async run(harness) {
      const heard: Reading[] = []
      harness.adapter.subscribe((reading) => heard.push(reading))
      await begin(harness, 'film')
      harness.adapter.dispose()
      await harness.progress('film', 100)
      equal(heard, [], 'what was heard')
    },
  },
  {
    name: 'pauses and resumes where it says that it can, and refuses where it says that it can’t',
    async run(harness) {
      const { adapter } = harness
      const heard: Reading[] = []
      adapter.subscribe((reading) => heard.push(reading))
      await begin(harness, 'film')
      const { pause } = adapter.capabilities
      const statusNow = async () => {
        const row = await harness.journal.get('film')
        return row?.state.status === 'paused' ? 'paused' : (heard.at(-1)?.state.status ?? 'pending')
      }
      equal([await adapter.pause('film'), await statusNow()], [pause, pause ? 'paused' : 'pending'], 'paused')
      equal([await adapter.resume('film'), await statusNow()], [pause, 'pending'], 'resumed')
      await harness.progress('film', 700)
      equal(amounts(heard), [700], 'what was heard')
      equal(
        [await adapter.pause('podcast'), await adapter.resume('podcast')],
        [false, false],
        'an unknown id',
      )
    },
  },
]

/** Ends it as a client does: in the journal first, so that nobody takes it up again. */
async function endAborted({ journal }: AdapterHarness, id: string): Promise<void> {
  await journal.commit({
    id,
    attempt: 1,
    ending: { type: 'aborted' },
    verified: [],
    now: 2,
    unattended: false,
  })
}

/** The bytes that were told of, each amount once: an engine may say more often that nothing has changed. */
function amounts(heard: readonly Reading[]): readonly number[] {
  return [...new Set(heard.map(({ downloaded }) => downloaded))].filter((downloaded) => downloaded > 0)
}

type Begun = { readonly init: AttemptInit; readonly reading: Reading }

/** Journals a fetch of two files and starts it. */
async function begin(
  { adapter, journal }: Pick<AdapterHarness, 'adapter' | 'journal'>,
  id: string,
): Promise<Begun> {
  const requests: readonly StoredRequest[] = await toStoredRequests([FILM, POSTER], FILM)
  await journal.create({
    id,
    engine: adapter.engine,
    requests,
    title: id,
    icons: [],
    downloadTotalHint: null,
    retry: DEFAULT_RETRY_POLICY,
    now: 1,
  })
  const init = await toInit(journal, id)
  const answer: StartAnswer = await adapter.start(init)
  if (!answer.started) throw new Error(`The adapter refused to start: ${answer.refusal}`)
  await journal.markStarted(id, init.attempt, 1)
  return { init, reading: answer.reading }
}

async function toInit(journal: Journal, id: string): Promise<AttemptInit> {
  const job = await journal.job(id)
  if (!job) throw new Error(`The journal knows no “${id}”`)
  const { fetch, attempt, requests } = job
  return {
    id,
    attempt: attempt.attempt,
    title: fetch.title,
    icons: fetch.icons,
    requests: attempt.files.map((file) => ({ file, request: requests[file]! })),
  }
}

function equal(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, found ${found}`)
}
