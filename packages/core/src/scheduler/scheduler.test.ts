import { expect, it } from 'vitest'
import { idle, passTime } from '../client/fixtures/stage.js'
import type { FetchRow } from '../journal/rows.js'
import { openParts } from './fixtures/job.js'
import { BUSY_POLL_MS, createScheduler } from './scheduler.js'

function openScheduler() {
  const parts = openParts()
  return { ...parts, scheduler: createScheduler(parts.init) }
}

const BUSY = { started: false, refusal: 'busy' } as const
const HOUR_MS = 3_600_000

/** A fetch whose first attempt came to nothing: its next one is due in two seconds. */
async function interrupt({ create, init }: ReturnType<typeof openParts>, id: string): Promise<FetchRow> {
  await create(id)
  const failure = { reason: 'lost', httpStatus: null, url: null } as const
  const { row } = await init.journal.commit({
    id,
    attempt: 1,
    ending: { type: 'failed', failure },
    verified: [],
    now: init.clock.now(),
    unattended: false,
  })
  return row!
}

it('hands a fetch over once, however often it is asked', async () => {
  const { scheduler, create, engine, rows, readings } = openScheduler()
  await create('film')
  await Promise.all([scheduler.start('film'), scheduler.start('film')])
  await scheduler.start('film')
  expect(engine.running).toHaveLength(1)
  expect(rows).toMatchObject([{ state: { status: 'pending', phase: 'transferring' } }])
  expect(readings).toHaveLength(1)
})

it('leaves a busy engine alone until it is woken, and then keeps the order', async () => {
  const { scheduler, create, engine, init } = openScheduler()
  for (const id of ['1', '2', '3']) await create(id)
  engine.refuse(BUSY)
  await scheduler.start('1')
  await scheduler.start('2')
  await scheduler.start('3')
  expect(engine.running).toEqual([])
  expect(await init.journal.get('1')).toMatchObject({ state: { status: 'pending', phase: 'queued' } })
  scheduler.wake()
  await idle()
  expect(engine.running.map(({ id }) => id)).toEqual(['1', '2', '3'])
})

it('asks a busy engine for the first in line only, once a poll, however often it is woken', async () => {
  const { create, engine, init, clock } = openScheduler()
  let asked = 0
  const adapter = {
    ...init.adapter,
    async start() {
      asked += 1
      return BUSY
    },
  }
  const scheduler = createScheduler({ ...init, adapter })
  for (let at = 0; at < 50; at++) {
    await create(`film-${at}`)
    await scheduler.start(`film-${at}`)
  }
  await passTime(clock, BUSY_POLL_MS * 3)
  expect(asked).toBe(1 + 3)
  for (let at = 0; at < 50; at++) scheduler.wake()
  await idle()
  expect(asked).toBe(1 + 3 + 1)
  expect(engine.running).toEqual([])
  scheduler.dispose()
})

it('skips those in line that were aborted or removed meanwhile', async () => {
  const { scheduler, create, engine, init } = openScheduler()
  for (const id of ['1', '2', '3']) await create(id)
  engine.refuse(BUSY)
  for (const id of ['1', '2', '3']) await scheduler.start(id)
  await init.journal.remove('1', 1)
  await init.journal.commit({
    id: '2',
    attempt: 1,
    ending: { type: 'aborted' },
    verified: [],
    now: 1,
    unattended: false,
  })
  scheduler.wake()
  await idle()
  expect(engine.running.map(({ id }) => id)).toEqual(['3'])
})

it('stops what was aborted while the engine was answering', async () => {
  const { create, engine, init } = openScheduler()
  const scheduler = createScheduler({
    ...init,
    adapter: {
      ...init.adapter,
      async start(attempt) {
        await init.journal.commit({
          id: 'film',
          attempt: 1,
          ending: { type: 'aborted' },
          verified: [],
          now: 1,
          unattended: false,
        })
        return init.adapter.start(attempt)
      },
    },
  })
  await create('film')
  await scheduler.start('film')
  expect(engine.running).toEqual([])
  expect(await init.journal.get('film')).toMatchObject({ state: { status: 'aborted' } })
})

it('never rejects: a journal that breaks is reported, and the next start goes on', async () => {
  const { create, engine, init, errors } = openScheduler()
  const refusal = new Error('the disk is gone')
  let isBroken = true
  const scheduler = createScheduler({
    ...init,
    journal: { ...init.journal, job: (id) => (isBroken ? Promise.reject(refusal) : init.journal.job(id)) },
  })
  await create('film')
  await expect(scheduler.start('film')).resolves.toBeUndefined()
  expect(errors).toEqual([refusal])
  isBroken = false
  await scheduler.start('film')
  expect(engine.running).toHaveLength(1)
})

it('begins the next attempt at its time, and only if nobody else has', async () => {
  const stage = openScheduler()
  const { scheduler, engine, init, clock } = stage
  for (const id of ['film', 'podcast']) scheduler.schedule(await interrupt(stage, id))
  await init.journal.retry('podcast', { now: clock.now() })
  await passTime(clock, 1_000)
  expect(engine.running).toEqual([])
  await passTime(clock, 1_000)
  expect(engine.running.map(({ id, attempt }) => [id, attempt])).toEqual([
    ['film', 2],
    ['podcast', 2],
  ])
})

it('waits as long as it was to when the clock is set back before it looks', async () => {
  const stage = openScheduler()
  const { scheduler, engine, clock } = stage
  const row = await interrupt(stage, 'film')
  clock.set(-HOUR_MS)
  scheduler.schedule(row)
  await passTime(clock, 1_000)
  expect(engine.running).toEqual([])
  await passTime(clock, 1_000)
  expect(engine.running).toMatchObject([{ id: 'film', attempt: 2 }])
})

it.each([-HOUR_MS, HOUR_MS])('minds no clock that is set by %d ms while it waits', async (byMs) => {
  const stage = openScheduler()
  const { scheduler, engine, clock } = stage
  const row = await interrupt(stage, 'film')
  scheduler.schedule(row)
  await passTime(clock, 1_000)
  clock.set(byMs)
  scheduler.schedule(row)
  await idle()
  expect(engine.running).toEqual([])
  await passTime(clock, 1_000)
  expect(engine.running).toMatchObject([{ id: 'film', attempt: 2 }])
})

it('begins what a clock set forward makes due once each', async () => {
  const stage = openScheduler()
  const { scheduler, engine, clock } = stage
  const rows = [await interrupt(stage, 'film'), await interrupt(stage, 'podcast')]
  clock.set(HOUR_MS)
  rows.forEach(scheduler.schedule)
  await passTime(clock, 60_000)
  expect(engine.running.map(({ id, attempt }) => [id, attempt])).toEqual([
    ['film', 2],
    ['podcast', 2],
  ])
})

it('completes without the engine what has every file already', async () => {
  const { scheduler, create, engine, init, rows } = openScheduler()
  await create('film')
  await init.adapter.start({
    id: 'film',
    attempt: 1,
    title: 'film',
    icons: [],
    requests: (await init.journal.job('film'))!.requests.map((request, file) => ({ file, request })),
  })
  await init.journal.markStarted('film', 1, 1)
  await engine.succeed('film')
  expect(await scheduler.retry('film')).toMatchObject({ state: { status: 'completed' }, attempt: 1 })
  expect(rows.at(-1)).toMatchObject({ state: { status: 'completed' } })
})

it('rings no timer once it is disposed of', async () => {
  const stage = openScheduler()
  const { scheduler, create, engine, clock, rows } = stage
  await create('film')
  engine.refuse(BUSY)
  await scheduler.start('film')
  const [podcast, song] = [await interrupt(stage, 'podcast'), await interrupt(stage, 'song')]
  scheduler.schedule(podcast)
  scheduler.dispose()
  scheduler.schedule(song)
  await scheduler.start('film')
  await passTime(clock, BUSY_POLL_MS * 2)
  expect(engine.running).toEqual([])
  expect(rows).toEqual([])
})
