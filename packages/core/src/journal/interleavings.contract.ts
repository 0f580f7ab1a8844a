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
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'ask' as const, 'remove' as const) }),
  },
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
            for (const step of [{ do: 'create' } as const, ...steps]) {
              await act(step)
              const after = await journal.get('film')
              expect(brokenBy(step, before, after)).toEqual([])
              expect(await broken(journal, disk)).toEqual([])
              expect(await orphans(journal, disk)).toEqual([])
              before = after ?? before
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
              expect(await broken(journal, disk)).toEqual([])
            }
          }),
        ),
        { numRuns },
      )
    })
  })
}

/** Rules that one step has broken. */
function brokenBy(step: Step, before: FetchRow | undefined, after: FetchRow | undefined): readonly string[] {
  if (!before || !after) return []
  const hasMoved = JSON.stringify(before) !== JSON.stringify(after)
  const isAsked = step.do === 'create' || step.do === 'ask'
  const isReplaced = step.do === 'create' && isEnding(before.state)
  const [from, to] = [before.state.status, after.state.status]
  return [
    isEnding(before.state) && !isAsked && hasMoved && `an ending was replaced by ${step.do}`,
    'attempt' in step && step.attempt !== before.attempt && hasMoved && 'another attempt was touched',
    !isReplaced && from !== to && !canFollow(from, to) && `${from} → ${to}`,
    after.attempt < before.attempt && 'attempts went down',
  ].filter((rule) => rule !== false)
}

/** Rules that what is remembered breaks. */
async function broken(journal: Journal, disk: ReadonlySet<string>): Promise<readonly string[]> {
  const row = await journal.get('film')
  const stored = await journal.stored('film')
  const outbox = await journal.outbox()
  const isLost = stored.some(({ key }) => !disk.has(key)) && 'a verified file is not on the disk'
  if (!row) return isLost ? [isLost] : []
  const files = await verifiedFiles(journal, row)
  const isOver = isEnding(row.state)
  return [
    isLost,
    new Set(stored.map(({ attempt }) => attempt < row.generation)).size > 1 &&
      'two fetches of the id are mixed',
    row.filesCompleted !== files.length && 'filesCompleted is wrong',
    row.storedBytes !== files.length * 100 && 'storedBytes is wrong',
    row.live !== (isOver ? 0 : 1) && 'live is wrong',
    (row.settledAt !== null) !== isOver && 'settledAt is wrong',
    row.state.status === 'completed' && files.join() !== '0,1' && 'completed, but not whole',
    outbox.some(({ attempt }) => attempt === row.attempt) !== isOver &&
      'an outbox row is there exactly with an ending',
  ].filter((rule) => rule !== false)
}

/** Files of the present fetch that are verified, whatever is handed out meanwhile. */
async function verifiedFiles(
  journal: Journal,
  { id, generation, attempt }: FetchRow,
): Promise<readonly number[]> {
  const attempts = Array.from({ length: attempt - generation + 1 }, (_, at) => generation + at)
  const rows = (await Promise.all(attempts.map((each) => journal.staged(id, each)))).flat()
  const files = rows.filter(({ verifiedAt }) => verifiedAt !== null).map(({ file }) => file)
  return [...new Set(files)].toSorted((a, b) => a - b)
}

async function orphans(journal: Journal, disk: ReadonlySet<string>): Promise<readonly string[]> {
  const owned = await Promise.all([...disk].map((key) => journal.ownsKey(key)))
  return [...disk].filter((_key, at) => !owned[at])
}
