import { expect, it, vi } from 'vitest'
import { createLocks } from '../channel/locks.js'
import { attemptEnd, newFetch, NOT_FOUND, NOW, stagedRow } from '../fixtures/films.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { createMemoryStore } from '../store/memory.js'
import { deliverOutbox, type OnSettled } from './deliver.js'

/** Fetches that have ended: those in `failed` without a file, the others whole. */
async function setUp(ids: readonly string[], failed: readonly string[] = []) {
  const journal = createJournal(createMemoryTables())
  const store = createMemoryStore()
  const context = { journal, store, locks: createLocks('deliver-test') }
  for (const id of ids) {
    await journal.create(newFetch(id))
    for (const file of [0, 1]) await store.put(stagedRow(id, 1, file).key, new Response(`${id} ${file}`))
    await journal.commit(
      failed.includes(id) ? attemptEnd(id, 1, NOT_FOUND) : attemptEnd(id, 1, { type: 'success' }, [0, 1]),
    )
  }
  return { journal, store, context, deliver: (onSettled?: OnSettled) => deliverOutbox(context, onSettled) }
}

it('tells the app of each ending, with the files that are stored', async () => {
  const { deliver } = await setUp(['film', 'podcast'], ['podcast'])
  const told: unknown[] = []
  await deliver(async (record, responses) => {
    told.push([
      record.id,
      record.status,
      record.attempt,
      await Promise.all(responses.map((response) => response.text())),
    ])
  })
  expect(told).toEqual([
    ['film', 'completed', 1, ['film 0', 'film 1']],
    ['podcast', 'failed', 1, []],
  ])
})

it('tells it once when all goes well', async () => {
  const { deliver } = await setUp(['film'])
  const onSettled = vi.fn<OnSettled>()
  await deliver(onSettled)
  await deliver(onSettled)
  expect(onSettled).toHaveBeenCalledTimes(1)
})

it('tells it once though two events come at the same time', async () => {
  const { deliver } = await setUp(['film'])
  const onSettled = vi.fn<OnSettled>()
  await Promise.all([deliver(onSettled), deliver(onSettled), deliver(onSettled)])
  expect(onSettled).toHaveBeenCalledTimes(1)
})

it('tells it again when the worker was killed while the app was at it', async () => {
  const { context, deliver } = await setUp(['film'])
  const killed = { ...context, locks: createLocks('deliver-test-killed') }
  const begun = new Promise<void>((resolve) => {
    void deliverOutbox(killed, () => {
      resolve()
      return new Promise<never>(() => {})
    })
  })
  await begun
  const onSettled = vi.fn<OnSettled>()
  await deliver(onSettled)
  expect(onSettled).toHaveBeenCalledTimes(1)
})

it('tells the others when the app throws, and tries that one again', async () => {
  const { deliver } = await setUp(['film', 'podcast'])
  const told: string[] = []
  const onSettled: OnSettled = ({ id }) => {
    told.push(id)
    if (id === 'film') throw new Error('The app stumbles.')
  }
  await expect(deliver(onSettled)).rejects.toThrow('The app stumbles.')
  await expect(deliver(onSettled)).rejects.toThrow('The app stumbles.')
  expect(told).toEqual(['film', 'podcast', 'film'])
})

it('empties the outbox where the app does not listen', async () => {
  const { journal, deliver } = await setUp(['film'])
  await deliver()
  expect(await journal.outbox()).toEqual([])
})

it('tells it of an ending that a retry has left again, as it was', async () => {
  const { journal, deliver } = await setUp(['film'], ['film'])
  await journal.retry('film', { now: NOW })
  const onSettled = vi.fn<OnSettled>()
  await deliver(onSettled)
  await deliver(onSettled)
  expect(onSettled.mock.calls.map(([record]) => record)).toMatchObject([
    { id: 'film', attempt: 1, status: 'failed' },
  ])
  expect(await journal.outbox()).toEqual([])
})

it('tells it of a fetch that a new one of its id has followed, then of the new one', async () => {
  const { journal, deliver } = await setUp(['film'])
  await journal.create(newFetch('film'))
  await journal.commit(attemptEnd('film', 2, NOT_FOUND))
  const onSettled = vi.fn<OnSettled>()
  await deliver(onSettled)
  expect(onSettled.mock.calls.map(([record]) => record)).toMatchObject([
    { attempt: 1, status: 'completed' },
    { attempt: 2, status: 'failed' },
  ])
})

it('leaves out a file that the browser has evicted', async () => {
  const { store, deliver } = await setUp(['film'])
  await store.delete([stagedRow('film', 1, 0).key])
  const onSettled = vi.fn<OnSettled>()
  await deliver(onSettled)
  expect(onSettled.mock.lastCall?.[1]).toHaveLength(1)
})
