import type { createFallbackManager } from '@longhaul/core/fallback/install'
import { describeInterfaces, toLines } from './describeInterfaces.ts'

type Manager = ReturnType<typeof createFallbackManager>
type Fetch = Awaited<ReturnType<Manager['fetch']>>

export type Registration = ServiceWorkerRegistration & { readonly backgroundFetch: Manager }

export interface BackgroundFetchEvent extends Event {
  waitUntil(promise: Promise<unknown>): void
  readonly registration: Fetch
  updateUI?(options: { title: string }): Promise<void>
}

interface ToldResponse {
  readonly asked: string
  readonly method: string
  readonly error?: string
  readonly url?: string
  readonly type?: string
  readonly status?: number
  readonly redirected?: boolean
  readonly size?: number
  readonly sha256?: string
  readonly headers?: readonly string[]
}

/** What a listener of the worker has heard. */
export interface Told {
  readonly type: string
  readonly id: string
  readonly at: number
  readonly result?: string
  readonly failureReason?: string
  readonly recordsAvailable?: boolean
  readonly downloaded?: number
  readonly uploaded?: number
  readonly responses?: readonly ToldResponse[]
  readonly updated?: readonly string[] | undefined
}

export interface CheckStage {
  readonly registration: Registration
  readonly errors: readonly string[]
  told(id?: string): Promise<readonly Told[]>
  own(path: string): string
  other(path: string): string
  ask(question: { ask: string; id?: string }): Promise<unknown>
  until<Value>(look: () => Value | Promise<Value>, isEnough: (found: Value) => boolean): Promise<Value>
}

export interface Check {
  readonly name: string
  run(stage: CheckStage): Promise<unknown>
  readonly expected: unknown
  /** What Chromium 156 itself gives, where it differs (measured). */
  readonly chromium?: unknown
  /** Why Chromium's own can't be asked. */
  readonly notNative?: string
}

const FILM = '/media/sample/film-300000.bin'
const POSTER = '/media/sample/poster-5000.bin'
const LOST = '/media/sample/lost-7000.bin?status=404'
/** Longer than any check. */
const SLOW = '/media/sample/slow-9000000.bin?rate=100000'

/** Starts it, waits until the worker was told of its end, and says what was. */
async function ended(
  stage: CheckStage,
  id: string,
  requests: RequestInfo | RequestInfo[],
  options: { downloadTotal?: number } = {},
) {
  const registration = await stage.registration.backgroundFetch.fetch(id, requests, options)
  return endOf(stage, registration)
}

async function endOf(stage: CheckStage, registration: Fetch) {
  const [told] = await stage.until(
    () => stage.told(registration.id),
    (found) => found.length > 0,
  )
  const responses = told?.responses?.map((one) => one.error ?? `${one.status} ${one.size}`).toSorted()
  const outcome = [told?.result, told?.failureReason]
  return { type: told?.type ?? 'nothing', outcome, responses, told, registration }
}

const brief = ({ type, outcome, responses }: Awaited<ReturnType<typeof endOf>>) => [
  type,
  ...outcome,
  responses,
]

async function whileRunning<Value>(
  stage: CheckStage,
  id: string,
  requests: RequestInfo | RequestInfo[],
  look: (registration: Fetch) => Promise<Value>,
) {
  const registration = await stage.registration.backgroundFetch.fetch(id, requests)
  try {
    return await look(registration)
  } finally {
    await registration.abort()
  }
}

const nameOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'nothing',
    (error: Error) => error.name,
  )

const ATTRIBUTES = [
  'id',
  'uploadTotal',
  'uploaded',
  'downloadTotal',
  'downloaded',
  'result',
  'failureReason',
  'recordsAvailable',
  'onprogress',
]

/** What a page and a worker have. */
function toInterfaces(attributes: readonly string[]) {
  const both = {
    BackgroundFetchManager: toLines('BackgroundFetchManager', [], { fetch: 2, get: 1, getIds: 0 }),
    BackgroundFetchRegistration: toLines('BackgroundFetchRegistration', attributes, {
      abort: 0,
      match: 1,
      matchAll: 0,
    }),
    BackgroundFetchRecord: toLines('BackgroundFetchRecord', ['request', 'responseReady']),
  }
  const events = {
    BackgroundFetchEvent: toLines('BackgroundFetchEvent', ['registration']),
    BackgroundFetchUpdateUIEvent: toLines('BackgroundFetchUpdateUIEvent', [], { updateUI: 0 }),
  }
  return [both, { ...both, ...events }]
}

/** What the Web Platform Tests of the API look at, and more: one list for the browser's own manager and for ours. */
export const checks: readonly Check[] = [
  {
    name: 'has the interfaces of the specification',
    run: async (stage) => [describeInterfaces(globalThis), await stage.ask({ ask: 'interfaces' })],
    expected: toInterfaces([...ATTRIBUTES, 'state']),
    chromium: toInterfaces(ATTRIBUTES),
  },
  {
    name: 'has the class strings of the specification, and one manager for a registration',
    run: (stage) =>
      whileRunning(stage, 'strings', SLOW, async (registration) => {
        const { backgroundFetch } = stage.registration
        const record = (await registration.match(SLOW))!
        const property = Object.getOwnPropertyDescriptor(
          ServiceWorkerRegistration.prototype,
          'backgroundFetch',
        )!
        return [
          [backgroundFetch, registration, record].map(String),
          Object.keys(registration),
          [property.enumerable, property.configurable, typeof property.get, typeof property.set],
          stage.registration.backgroundFetch === backgroundFetch,
        ]
      }),
    expected: [
      [
        '[object BackgroundFetchManager]',
        '[object BackgroundFetchRegistration]',
        '[object BackgroundFetchRecord]',
      ],
      [],
      [true, true, 'function', 'undefined'],
      true,
    ],
  },
  {
    name: 'gives the same registration again and again',
    run: (stage) =>
      whileRunning(stage, 'same', SLOW, async (registration) => {
        const { backgroundFetch } = stage.registration
        const found = await Promise.all([1, 2].map(() => backgroundFetch.get('same')))
        return found.map((one) => one === registration)
      }),
    expected: [true, true],
    chromium: [false, false],
  },
  {
    name: 'brings files home, duplicate URLs included, and tells the worker',
    async run(stage) {
      const end = await ended(stage, 'album', [FILM, FILM, POSTER])
      const { told, registration } = end
      const isGone = await stage.until(
        () => registration.recordsAvailable,
        (isThere) => !isThere,
      )
      return [
        ...brief(end),
        [told?.recordsAvailable, told?.downloaded, isGone],
        [registration.result, registration.failureReason, registration.downloaded],
        await nameOf(registration.matchAll()),
        await stage.registration.backgroundFetch.getIds(),
      ]
    },
    expected: [
      'backgroundfetchsuccess',
      'success',
      '',
      ['200 300000', '200 300000', '200 5000'],
      [true, 605_000, false],
      ['success', '', 605_000],
      'InvalidStateError',
      [],
    ],
  },
  {
    name: 'tells of progress, and never less than before',
    async run(stage) {
      const { backgroundFetch } = stage.registration
      const film = await backgroundFetch.fetch('progress', '/media/sample/film-900000.bin?rate=400000')
      const amounts: number[] = []
      film.onprogress = () => amounts.push(film.downloaded)
      await stage.until(
        () => film.result,
        (result) => result !== '',
      )
      const isRising = amounts.every((amount, at) => amount >= (amounts[at - 1] ?? 0))
      return [isRising, amounts.length > 2, amounts.at(-1)]
    },
    expected: [true, true, 900_000],
  },
  {
    name: 'says result, and state as the specification did before',
    run: (stage) =>
      whileRunning(stage, 'state', SLOW, async ({ result, state }) => [result, state ?? 'nothing']),
    expected: ['', 'pending'],
    chromium: ['', 'nothing'],
  },
  {
    // The specification would have the answer's body, too; nobody keeps it, and the Web Platform Tests want it empty.
    name: 'fails with bad-status, keeps what is good, and has the status of the rest',
    run: async (stage) => brief(await ended(stage, 'lost', [POSTER, LOST])),
    expected: ['backgroundfetchfail', 'failure', 'bad-status', ['200 5000', '404 0']],
  },
  {
    name: 'fails with fetch-error where CORS refuses, and leaks nothing',
    async run(stage) {
      const end = await ended(stage, 'refused', stage.other(POSTER))
      return [...brief(end), end.told?.downloaded]
    },
    expected: ['backgroundfetchfail', 'failure', 'fetch-error', ['TypeError'], 0],
    chromium: ['backgroundfetchfail', 'failure', 'fetch-error', ['UnknownError'], 0],
  },
  {
    name: 'fails with fetch-error where the bytes are not those of the integrity metadata',
    run: async (stage) =>
      brief(await ended(stage, 'forged', new Request(POSTER, { integrity: `sha256-${'A'.repeat(43)}=` }))),
    expected: ['backgroundfetchfail', 'failure', 'fetch-error', ['TypeError']],
    chromium: ['backgroundfetchsuccess', 'success', '', ['200 5000']],
  },
  {
    name: 'fails with download-total-exceeded',
    async run(stage) {
      const end = await ended(stage, 'heavy', FILM, { downloadTotal: 1_000 })
      return [end.type, ...end.outcome, end.registration.downloadTotal]
    },
    expected: ['backgroundfetchfail', 'failure', 'download-total-exceeded', 1_000],
  },
  {
    name: 'refuses more than there is room for',
    run: (stage) =>
      nameOf(
        stage.registration.backgroundFetch.fetch('huge', FILM, { downloadTotal: Number.MAX_SAFE_INTEGER }),
      ),
    expected: 'QuotaExceededError',
  },
  {
    name: 'filters what another origin does not expose',
    async run(stage) {
      const { told } = await ended(stage, 'elsewhere', stage.other(`${POSTER}?cors&expose=ETag`))
      const [response] = told!.responses!
      const { type, status, headers } = response!
      return [
        type,
        status,
        ['content-type', 'etag', 'accept-ranges'].filter((name) => headers!.includes(name)),
      ]
    },
    expected: ['cors', 200, ['content-type', 'etag']],
    chromium: ['default', 200, ['content-type', 'etag', 'accept-ranges']],
  },
  {
    name: 'follows redirects, and says where they led',
    async run(stage) {
      const { told } = await ended(stage, 'moved', `${POSTER}?redirect`)
      const { url, redirected, type, status } = told!.responses![0]!
      return [url!.endsWith('redirect=false'), redirected, type, status]
    },
    expected: [true, true, 'basic', 200],
    chromium: [true, true, 'default', 200],
  },
  {
    name: 'aborts once, and keeps what had come',
    async run(stage) {
      const registration = await stage.registration.backgroundFetch.fetch('aborted', [POSTER, SLOW])
      await (await (await registration.match(POSTER))!.responseReady).arrayBuffer()
      const answers = [await registration.abort(), await registration.abort()]
      const end = await endOf(stage, registration)
      return [answers, ...brief(end), [registration.result, registration.failureReason]]
    },
    expected: [
      [true, false],
      'backgroundfetchabort',
      'failure',
      'aborted',
      ['200 5000', 'AbortError'],
      ['failure', 'aborted'],
    ],
  },
  {
    name: 'takes an id once, and knows it as long as it runs',
    async run(stage) {
      const { backgroundFetch } = stage.registration
      const both = await Promise.all(
        [1, 2].map((copy) => nameOf(backgroundFetch.fetch('twice', `${SLOW}&tag=${copy}`))),
      )
      const found = await backgroundFetch.get('twice')
      const ids = await backgroundFetch.getIds()
      await found!.abort()
      return [both.toSorted(), found!.id, ids, (await backgroundFetch.get('twice')) ?? 'nothing']
    },
    expected: [['TypeError', 'nothing'], 'twice', ['twice'], 'nothing'],
  },
  {
    name: 'matches in mid-flight as a cache does, and has the bodies of requests',
    async run(stage) {
      const letter = new Request(POSTER, { method: 'PUT', body: 'a letter' })
      return whileRunning(
        stage,
        'query',
        [SLOW, POSTER, POSTER, `${POSTER}?tag=3`, letter],
        async (registration) => {
          const options = [
            {},
            { ignoreSearch: true },
            { ignoreMethod: true },
            { ignoreSearch: true, ignoreMethod: true },
          ]
          const counts = await Promise.all(
            options.map(async (one) => (await registration.matchAll(POSTER, one)).length),
          )
          const record = await registration.match(new Request(POSTER, { method: 'PUT' }))
          return [counts, await record!.request.text()]
        },
      )
    },
    expected: [[2, 3, 3, 4], 'a letter'],
  },
  {
    name: 'hands out a response while its bytes arrive',
    async run(stage) {
      return whileRunning(stage, 'streamed', SLOW, async (registration) => {
        const response = await (await registration.match(SLOW))!.responseReady
        const reader = response.body!.getReader()
        const { value } = await reader.read()
        await reader.cancel()
        return [response.status, value!.length > 0, registration.result]
      })
    },
    expected: [200, true, ''],
    notNative: 'Chromium’s resolves with the last byte',
  },
  {
    name: 'sends bodies, and counts them',
    async run(stage) {
      const send = () =>
        new Request('/api/weather', {
          method: 'POST',
          body: '{}',
          headers: { 'Content-Type': 'application/json' },
        })
      const end = await ended(stage, 'letters', [send(), send()])
      return [...brief(end), end.registration.uploadTotal, end.told?.uploaded]
    },
    expected: ['backgroundfetchsuccess', 'success', '', ['200 2', '200 2'], 4, 4],
  },
  {
    name: 'takes an empty URL for that of the page',
    run: async (stage) => (await ended(stage, 'empty', '')).type,
    expected: 'backgroundfetchsuccess',
  },
  {
    name: 'refuses what can’t be fetched',
    async run({ registration }) {
      const requests = [
        [],
        new Request(POSTER, { mode: 'no-cors' }),
        'https://user:pass@films.example/',
        'data:text/plain,film',
        'blob:https://films.example/film',
        'wss:127.0.0.1',
        'file:///film',
        'https://films.example:587/',
        'https://films.example/?\n<',
        [POSTER, 'films:film'],
      ]
      return Promise.all(
        requests.map((one) => nameOf(registration.backgroundFetch.fetch('refused', one as string))),
      )
    },
    expected: Array(10).fill('TypeError'),
  },
  {
    name: 'needs an active worker',
    async run() {
      const other = (await navigator.serviceWorker.register('/installWorker.js?waits', {
        type: 'module',
        scope: '/other/',
      })) as Registration
      const answer = await nameOf(other.backgroundFetch.fetch('early', POSTER))
      // Chromium does not settle it before the worker is installed.
      void other.unregister()
      return answer
    },
    expected: 'TypeError',
  },
  {
    name: 'lets the UI be updated once, while the event lives',
    async run(stage) {
      const { told } = await ended(stage, 'updates', POSTER)
      const notes = await stage.until(
        () => stage.told('updates'),
        (found) => found.length > 1,
      )
      return [told?.updated, notes[1]?.result]
    },
    expected: [['updated', 'InvalidStateError'], 'InvalidStateError'],
  },
  {
    name: 'is there in the worker, too, which can start nothing',
    run: (stage) =>
      whileRunning(stage, 'shared', [SLOW, POSTER], async (registration) => {
        const answers = []
        for (const ask of ['ids', 'get', 'records', 'fetch', 'abort'])
          answers.push(await stage.ask({ ask, id: 'shared' }))
        await stage.until(
          () => registration.result,
          (result) => result !== '',
        )
        return [...answers, registration.failureReason]
      }),
    expected: [['shared'], ['shared', '', 0], ['GET', 'GET'], 'NotAllowedError', true, 'aborted'],
  },
  {
    name: 'has said nothing to the app’s own listeners',
    run: async (stage) => (await stage.told()).filter(({ type }) => type === 'message').map(({ id }) => id),
    expected: [],
  },
]
