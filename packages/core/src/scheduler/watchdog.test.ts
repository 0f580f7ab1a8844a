import { expect, it } from 'vitest'
import { settlementLock } from '../channel/locks.js'
import { idle, passTime } from '../client/fixtures/stage.js'
import { openParts } from './fixtures/job.js'
import { createWatchdog, LOST_AFTER_MS } from './watchdog.js'

/** An attempt that the engine has taken and dropped without a word. */
async function openWithVanished() {
  const parts = openParts()
  const watchdog = createWatchdog(parts.init)
  await parts.create('film')
  await parts.init.journal.markStarted('film', 1, parts.clock.now())
  const state = async () => (await parts.init.journal.get('film'))!.state
  return { ...parts, watchdog, state }
}

it('gives an attempt up as lost when nobody has shown or settled it for a while', async () => {
  const { watchdog, clock, state, rows } = await openWithVanished()
  watchdog.watch('film', 1)
  await passTime(clock, LOST_AFTER_MS - 2_000)
  expect(await state()).toMatchObject({ status: 'pending' })
  await passTime(clock, 4_000)
  expect(await state()).toMatchObject({ status: 'interrupted', reason: 'unknown' })
  expect(rows.at(-1)).toMatchObject({ id: 'film', state: { status: 'interrupted' } })
})

it.each([-3_600_000, 3_600_000])(
  'counts time that passes, not a clock that is set by %d ms',
  async (byMs) => {
    const { watchdog, clock, state } = await openWithVanished()
    watchdog.watch('film', 1)
    clock.set(byMs)
    await passTime(clock, LOST_AFTER_MS - 2_000)
    expect(await state()).toMatchObject({ status: 'pending' })
    await passTime(clock, 4_000)
    expect(await state()).toMatchObject({ status: 'interrupted' })
  },
)

it('waits as long as somebody settles it, and as long again afterwards', async () => {
  const { watchdog, clock, state, init } = await openWithVanished()
  let release = () => {}
  const settling = init.locks.hold(
    settlementLock('film', 1),
    () => new Promise<void>((resolve) => (release = resolve)),
  )
  await idle()
  watchdog.watch('film', 1)
  await passTime(clock, 60_000)
  expect(await state()).toMatchObject({ status: 'pending' })
  release()
  await settling
  await passTime(clock, LOST_AFTER_MS - 2_000)
  expect(await state()).toMatchObject({ status: 'pending' })
  await passTime(clock, 6_000)
  expect(await state()).toMatchObject({ status: 'interrupted' })
})

it('shows what the engine has found again', async () => {
  const { watchdog, clock, state, init, engine, readings } = await openWithVanished()
  watchdog.watch('film', 1)
  const job = (await init.journal.job('film'))!
  await init.adapter.start({
    id: 'film',
    attempt: 1,
    title: 'film',
    icons: [],
    requests: [{ file: 0, request: job.requests[0]! }],
  })
  engine.progress('film', { downloaded: 700 })
  await passTime(clock, 60_000)
  expect(readings).toMatchObject([{ id: 'film', downloaded: 700 }])
  expect(await state()).toMatchObject({ status: 'pending' })
})

it('shows the ending that somebody else has committed', async () => {
  const { watchdog, clock, init, rows } = await openWithVanished()
  watchdog.watch('film', 1)
  await init.journal.commit({
    id: 'film',
    attempt: 1,
    ending: { type: 'aborted' },
    verified: [],
    now: 1,
    unattended: false,
  })
  await passTime(clock, 2_000)
  expect(rows).toMatchObject([{ state: { status: 'aborted' } }])
  await passTime(clock, 60_000)
  expect(rows).toHaveLength(1)
})

it('keeps what had been stored when it gives an attempt up', async () => {
  const { watchdog, clock, init, state } = await openWithVanished()
  const key = 'files/film/1/0'
  await init.store.put(key, new Response('film'))
  await init.journal.stage([
    {
      id: 'film',
      attempt: 1,
      file: 0,
      url: 'https://app.example/film.mp4',
      responseUrl: '',
      method: 'GET',
      status: 200,
      statusText: '',
      headers: [],
      size: null,
      key,
      verifiedAt: null,
    },
  ])
  watchdog.watch('film', 1)
  await passTime(clock, LOST_AFTER_MS + 2_000)
  expect(await state()).toMatchObject({ status: 'completed' })
})

it('lets go of a fetch that was removed, and of everything when it is disposed of', async () => {
  const { watchdog, clock, init, rows } = await openWithVanished()
  watchdog.watch('film', 1)
  await init.journal.remove('film', 1)
  await passTime(clock, 60_000)
  expect(rows).toEqual([])

  const other = await openWithVanished()
  other.watchdog.watch('film', 1)
  other.watchdog.dispose()
  await passTime(other.clock, 60_000)
  expect(await other.state()).toMatchObject({ status: 'pending' })
})

it('reports a journal that can’t be read, and looks again when it is asked to', async () => {
  const parts = openParts()
  const refusal = new Error('the disk is gone')
  let isBroken = true
  const { journal } = parts.init
  const watchdog = createWatchdog({
    ...parts.init,
    journal: { ...journal, job: (id) => (isBroken ? Promise.reject(refusal) : journal.job(id)) },
  })
  await parts.create('film')
  await journal.markStarted('film', 1, 1)
  watchdog.watch('film', 1)
  await passTime(parts.clock, 2_000)
  expect(parts.errors).toEqual([refusal])
  isBroken = false
  watchdog.watch('film', 1)
  await passTime(parts.clock, LOST_AFTER_MS + 2_000)
  expect(await journal.get('film')).toMatchObject({ state: { status: 'interrupted' } })
})
