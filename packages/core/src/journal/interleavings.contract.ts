import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attemptEnd, newFetch, NOT_FOUND, NOW, SERVER_DOWN, stagedRow } from '../fixtures/films.js'
import type { AttemptEnding } from '../records/decide.js'
import { canFollow, isEnding } from '../records/transitions.js'
import { createJournal, type Journal } from './journal.js'
import type { FetchRow } from './rows.js'
import type { OpenTables } from './tables.contract.js'

type Step =
  | { readonly do: 'create' | 'remove' | 'ask' }
  | { readonly do: 'ring' | 'start'; readonly attempt: number }
  | { readonly do: 'stage'; readonly attempt: number; readonly file: number }
  | { readonly do: 'commit'; readonly attempt: number; readonly ending: AttemptEnding }

const attempt = fc.integer({ min: 1, max: 5 })
const file = fc.nat(1)
const ending = fc.constantFrom<AttemptEnding>(
  { type: 'success' },
  { type: 'aborted' },
  SERVER_DOWN,
  NOT_FOUND,
  { type: 'refused', reason: 'permission', needsUser: true },
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'ask' as const, 'remove' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('ring' as const, 'start' as const), attempt }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('stage' as const), attempt, file }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), attempt, ending }) },
)

/** A page, a worker and a late worker over one fetch, with a store that frees what the journal says. */
function createPlayers(journal: Journal) {
  const disk = new Set<string>()
  const free = (keys: readonly string[]) => keys.forEach((key) => disk.delete(key))
  const act = async (step: Step): Promise<void> => {
    switch (step.do) {
      case 'create':
        return void (await journal.create(newFetch('film')))
      case 'remove':
        return free((await journal.remove('film', NOW)) ?? [])
      case 'ask':
        return void (await journal.retry('film', { now: NOW }))
      case 'ring':
        return void (await journal.retry('film', { now: NOW, after: step.attempt }))
      case 'start':
        return void (await journal.markStarted('film', step.attempt, NOW))
      case 'stage': {
        const row = stagedRow('film', step.attempt, step.file)
        disk.add(row.key)
        const kept = await journal.stage([row])
        if (!kept && !(await journal.ownsKey(row.key))) disk.delete(row.key)
        return
      }
      case 'commit': {
        const staged = await journal.staged('film', step.attempt)
        const files = staged.filter(({ verifiedAt }) => verifiedAt === null).map(({ file }) => file)
        return free((await journal.commit(attemptEnd('film', step.attempt, step.ending, files))).freed)
      }
    }
  }
  return { act, disk }
}

/** Random orders of everything that page and workers may do to one fetch, late commits included. */
export function interleavingsContract(name: string, newDevice: () => OpenTables, numRuns: number): void {
  const withJournal = async (body: (journal: Journal) => Promise<void>) => {
    const journal = createJournal(newDevice()())
    try {
      await body(journal)
    } finally {
      journal.close()
    }
  }

  describe(`${name}: in any order of events`, () => {
    it('keeps endings, counts attempts up, completes only what is whole and loses no byte', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), (steps) =>
          withJournal(async (journal) => {
            const { act, disk } = createPlayers(journal)
            let before: FetchRow | undefined
            let highest = 0
            for (const step of [{ do: 'create' } as const, ...steps]) {
              await act(step)
              const row = await journal.get('film')
              checkStep(step, before, row)
              await checkWhole(journal, row, disk)
              expect(row?.attempt ?? highest).toBeGreaterThanOrEqual(highest)
              highest = row?.attempt ?? highest
              before = row
            }
          }),
        ),
        { numRuns },
      )
    })

    it('is as right when they happen at once', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 8 }), (rounds) =>
          withJournal(async (journal) => {
            const { act, disk } = createPlayers(journal)
            for (const steps of rounds) {
              await act({ do: 'create' })
              await Promise.all(steps.map(act))
              await checkWhole(journal, await journal.get('film'), disk, true)
            }
          }),
        ),
        { numRuns },
      )
    })
  })
}

function checkStep(step: Step, before: FetchRow | undefined, after: FetchRow | undefined): void {
  if (!before || !after) return
  if (isEnding(before.state) && step.do !== 'create' && step.do !== 'ask') expect(after).toEqual(before)
  const isReplaced = step.do === 'create' && isEnding(before.state)
  if (!isReplaced && before !== after) {
    const { status } = after.state
    expect(before.state.status === status || canFollow(before.state.status, status), `${before.state.status} → ${status}`).toBe(true)
  }
}

async function checkWhole(journal: Journal, row: FetchRow | undefined, disk: ReadonlySet<string>, raced = false): Promise<void> {
  const stored = await journal.stored('film')
  const keys = stored.map(({ key }) => key)
  expect(keys.filter((key) => !disk.has(key)), 'verified files that are not on the disk').toEqual([])
  for (const key of raced ? [] : disk) expect(await journal.ownsKey(key), `${key} is on the disk for nobody`).toBe(true)
  if (!row) return
  const own = stored.filter(({ attempt }) => attempt >= row.generation)
  expect(row.filesCompleted).toBe(own.length)
  expect(row.storedBytes).toBe(own.length * 100)
  expect(row.live).toBe(isEnding(row.state) ? 0 : 1)
  expect(row.settledAt === null).toBe(!isEnding(row.state))
  if (row.state.status === 'completed') expect(own.map(({ file }) => file)).toEqual([0, 1])
  const isTold = (await journal.outbox()).some(({ attempt }) => attempt === row.attempt)
  expect(isTold, 'an outbox row exactly with an ending').toBe(isEnding(row.state))
}
