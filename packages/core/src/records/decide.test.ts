import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BackgroundFetchStatus } from '../types.js'
import { decide, DEFAULT_RETRY_POLICY as policy, type AttemptEnding, type AttemptSummary } from './decide.js'
import { canFollow, isEnding, TRANSITIONS } from './transitions.js'

const failed = (
  reason: 'bad-status' | 'fetch-error' | 'truncated' | 'integrity',
  httpStatus: number | null,
) => ({ type: 'failed', failure: { reason, httpStatus, url: 'https://films.example/film.mp4' } }) as const

const SERVER_DOWN = failed('bad-status', 503)

function attempt(ending: AttemptEnding, more: Partial<AttemptSummary> = {}): AttemptSummary {
  return Object.freeze({ attempt: 1, ending, endedAt: 1_000, filesGained: 0, unattended: false, ...more })
}

const endings: fc.Arbitrary<AttemptEnding> = fc.oneof(
  fc.constant<AttemptEnding>({ type: 'success' }),
  fc.constant<AttemptEnding>({ type: 'aborted' }),
  fc.record({
    type: fc.constant('failed' as const),
    failure: fc.record({
      reason: fc.constantFrom(
        'bad-status' as const,
        'fetch-error' as const,
        'quota-exceeded' as const,
        'download-total-exceeded' as const,
        'truncated' as const,
        'integrity' as const,
        'lost' as const,
      ),
      httpStatus: fc.option(fc.constantFrom(0, 403, 404, 408, 429, 500, 503)),
      url: fc.constant(null),
    }),
    isFinal: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('refused' as const),
    reason: fc.constantFrom('permission' as const, 'service-worker' as const, 'unsupported' as const),
    needsUser: fc.boolean(),
  }),
)

const histories = fc
  .array(fc.record({ ending: endings, filesGained: fc.nat(2), unattended: fc.boolean() }), { maxLength: 12 })
  .map((items) =>
    items.map((item, at) => attempt(item.ending, { ...item, attempt: at + 1, endedAt: at * 10 })),
  )

describe('decide, over any history', () => {
  it('moves only along the table', () => {
    fc.assert(
      fc.property(histories, (attempts) => {
        let status: BackgroundFetchStatus = 'pending'
        for (let length = 1; length <= attempts.length; length++) {
          const next = decide(attempts.slice(0, length), policy)
          expect(canFollow(status, next.status)).toBe(true)
          if (isEnding(next)) return
          // The next attempt begins: the only thing that can come between two endings.
          expect(canFollow(next.status, 'pending')).toBe(true)
          status = 'pending'
        }
      }),
    )
  })

  it('completes whatever ends in success, and nothing else', () => {
    fc.assert(
      fc.property(histories, (attempts) => {
        const isSuccess = attempts.at(-1)?.ending.type === 'success'
        expect(decide(attempts, policy).status === 'completed').toBe(isSuccess)
      }),
    )
  })

  it('gives up after as many fruitless attempts in a row as the policy allows, and not before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.nat(1), { minLength: 1, maxLength: 30 }),
        (max, gains) => {
          const attempts = gains.map((filesGained) => attempt(SERVER_DOWN, { filesGained }))
          const fruitless = gains.length - 1 - gains.lastIndexOf(1)
          const { status } = decide(attempts, { ...policy, maxFruitlessAttempts: max })
          expect(status).toBe(fruitless >= max ? 'failed' : 'interrupted')
        },
      ),
    )
  })

  it('waits longer each time, up to the longest delay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 2, max: 40 }),
        (firstDelayMs, longestDelayMs, times) => {
          const patient = { maxFruitlessAttempts: 100, firstDelayMs, longestDelayMs }
          const attempts = Array.from({ length: times }, () => attempt(SERVER_DOWN))
          const delays = attempts.map((_, at) => delayOf(decide(attempts.slice(0, at + 1), patient)))
          expect(delays).toEqual(delays.toSorted((a, b) => a - b))
          expect(delays[0]).toBe(Math.min(firstDelayMs, longestDelayMs))
          expect(Math.max(...delays)).toBeLessThanOrEqual(longestDelayMs)
        },
      ),
    )
  })

  it('does not count what an engine refused to begin', () => {
    fc.assert(
      fc.property(fc.nat(20), (times) => {
        const refused = attempt({ type: 'refused', reason: 'permission', needsUser: true })
        const attempts = [
          attempt(SERVER_DOWN),
          ...Array.from({ length: times }, () => refused),
          attempt(SERVER_DOWN),
        ]
        expect(decide(attempts, policy)).toEqual(decide([attempt(SERVER_DOWN), attempt(SERVER_DOWN)], policy))
      }),
    )
  })
})

describe('decide', () => {
  it('queues what has not been tried', () => {
    expect(decide([], policy)).toEqual({ status: 'pending', phase: 'queued' })
  })

  it('goes on at once after an attempt that brought a file home', () => {
    const state = decide([attempt(SERVER_DOWN, { filesGained: 1, endedAt: 70 })], policy)
    expect(state).toMatchObject({ status: 'interrupted', nextAttemptAt: 70 })
  })

  it('calls it page-closed where no page is open to begin the next attempt', () => {
    expect(decide([attempt(SERVER_DOWN, { unattended: true })], policy)).toMatchObject({
      reason: 'page-closed',
    })
  })

  it('keeps a fetch whole that the disk has no room for, until a person makes some', () => {
    const full = attempt({
      type: 'failed',
      failure: { reason: 'quota-exceeded', httpStatus: 200, url: null },
    })
    expect(decide([full, full, full, full], policy)).toEqual({
      status: 'interrupted',
      reason: 'storage',
      needsUser: true,
      nextAttemptAt: null,
    })
  })

  it('believes an engine that says no further attempt can go better', () => {
    expect(decide([attempt({ ...SERVER_DOWN, isFinal: true })], policy).status).toBe('failed')
  })

  it.each([
    ['a 404', failed('bad-status', 404), 'failed'],
    ['a 403', failed('bad-status', 403), 'failed'],
    ['a 503', failed('bad-status', 503), 'interrupted'],
    ['a 429', failed('bad-status', 429), 'interrupted'],
    ['a 408', failed('bad-status', 408), 'interrupted'],
    ['no answer at all', failed('bad-status', 0), 'interrupted'],
    ['an unknown status', failed('bad-status', null), 'interrupted'],
    ['a network error', failed('fetch-error', null), 'interrupted'],
    ['missing bytes', failed('truncated', 200), 'interrupted'],
    ['a wrong checksum', failed('integrity', 200), 'failed'],
  ] as const)('answers %s with the right patience', (_name, ending, status) => {
    expect(decide([attempt(ending)], policy).status).toBe(status)
  })
})

describe('the table of transitions', () => {
  it('lets nothing follow a completed fetch', () => {
    expect(TRANSITIONS.completed).toEqual([])
  })

  it('leaves the other endings by a new attempt only', () => {
    expect(TRANSITIONS.failed).toEqual(['pending'])
    expect(TRANSITIONS.aborted).toEqual(['pending'])
  })
})

function delayOf(state: ReturnType<typeof decide>): number {
  if (state.status !== 'interrupted' || state.nextAttemptAt === null)
    throw new Error(`${state.status} has no delay`)
  return state.nextAttemptAt - 1_000
}

it('keeps a fetch that found the disk full, unless its policy says that this ends it', () => {
  const failure = { reason: 'quota-exceeded', httpStatus: null, url: null } as const
  const attempt = {
    attempt: 1,
    ending: { type: 'failed', failure },
    endedAt: 1,
    filesGained: 0,
    unattended: false,
  } as const
  expect(decide([attempt], policy)).toMatchObject({ status: 'interrupted', reason: 'storage' })
  expect(decide([attempt], { ...policy, failsWhenFull: true })).toEqual({
    status: 'failed',
    failure,
  })
})
