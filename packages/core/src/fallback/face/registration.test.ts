import { createAnnouncements } from '../../channel/announcements.js'
import { clickBackgroundFetch } from './click.js'
import { expect, it, vi } from 'vitest'
import { openStage, ORIGIN, settleDown, type Stage } from './fixtures/stage.js'

const FILM = `${ORIGIN}/film.mp4`
const POSTER = `${ORIGIN}/poster.jpg`

async function begin(stage: Stage, options: { downloadTotal?: number } = {}) {
  const registration = await stage.manager.fetch('film', [FILM, POSTER], options)
  return { registration, id: stage.job('film') }
}

it('is one object for each background fetch', async () => {
  const { manager } = openStage()
  const started = await manager.fetch('film', FILM)
  const found = await Promise.all([manager.get('film'), manager.get('film')])
  expect(found).toEqual([started, started])
  expect(found[0]).toBe(started)
  expect(found[1]).toBe(started)
})

it('tells of progress to listeners and to onprogress, and no more often than an app can draw', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  const heard: [string, number][] = []
  registration.addEventListener('progress', () => heard.push(['listener', registration.downloaded]))
  registration.onprogress = function onprogress(event) {
    expect([this, event.target, event.bubbles, event.cancelable]).toEqual([
      registration,
      registration,
      false,
      false,
    ])
    heard.push(['attribute', registration.downloaded])
  }
  for (const downloaded of [1, 2, 3]) stage.engine.progress(id, { downloaded, uploaded: 1 })
  expect([heard, registration.downloaded]).toEqual([[], 0])
  stage.engine.clock.advance(100)
  expect(heard).toEqual([
    ['listener', 3],
    ['attribute', 3],
  ])
  expect(registration.uploaded).toBe(1)
})

it('tells of nothing where nothing has changed', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  const hear = vi.fn<() => void>()
  registration.onprogress = hear
  stage.engine.interrupt(id, { reason: 'offline', needsUser: false, nextAttemptAt: null })
  stage.engine.clock.advance(1_000)
  expect(hear).not.toHaveBeenCalled()
  expect([registration.result, registration.state]).toEqual(['', 'pending'])
})

it('lets onprogress be replaced and taken away, and takes no other value for a handler', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()]
  registration.onprogress = first
  registration.onprogress = second
  expect(registration.onprogress).toBe(second)
  stage.engine.progress(id, { downloaded: 1 })
  stage.engine.clock.advance(100)
  registration.onprogress = 'listen' as never
  expect(registration.onprogress).toBe(null)
  stage.engine.progress(id, { downloaded: 2 })
  stage.engine.clock.advance(100)
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1])
})

it('ends in success, tells of it once more, tells the worker, and is no longer active', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  const heard: string[] = []
  registration.onprogress = () => heard.push(registration.result)
  await stage.engine.succeed(id, { [FILM]: 'reel', [POSTER]: 'image' })
  await settleDown()
  expect(heard).toEqual(['success'])
  expect(registration).toMatchObject({
    result: 'success',
    state: 'success',
    failureReason: '',
    downloaded: 9,
  })
  expect(registration.recordsAvailable).toBe(true)
  expect([await stage.manager.getIds(), await stage.manager.get('film')]).toEqual([[], undefined])
  expect(stage.told).toEqual(['https://films.example/app/'])
})

const reasons = [
  ['bad-status', 'bad-status'],
  ['fetch-error', 'fetch-error'],
  ['quota-exceeded', 'quota-exceeded'],
  ['truncated', 'fetch-error'],
  ['integrity', 'fetch-error'],
  ['lost', 'fetch-error'],
] as const

it.each(reasons)('calls %s by the specification’s word %s', async (reason, failureReason) => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  await stage.engine.fail(id, { reason, httpStatus: 404, url: FILM }, { [POSTER]: 'image' })
  await settleDown()
  expect(registration).toMatchObject({ result: 'failure', state: 'failure', failureReason })
  expect(await stage.manager.getIds()).toEqual([])
})

it('fails when more comes than downloadTotal says', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage, { downloadTotal: 5 })
  stage.engine.progress(id, { downloaded: 5 })
  stage.engine.clock.advance(100)
  await settleDown()
  expect(registration.result).toBe('')
  stage.engine.progress(id, { downloaded: 6 })
  stage.engine.clock.advance(100)
  await settleDown()
  expect(registration).toMatchObject({ result: 'failure', failureReason: 'download-total-exceeded' })
  expect(stage.engine.running).toEqual([])
})

it('fails also when the last bytes came faster than anybody counted', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage, { downloadTotal: 5 })
  await stage.engine.succeed(id, { [FILM]: 'reel', [POSTER]: 'image' })
  await settleDown()
  expect(registration).toMatchObject({ result: 'failure', failureReason: 'download-total-exceeded' })
})

it('aborts once', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  const hear = vi.fn<() => void>()
  registration.onprogress = hear
  expect(await Promise.all([registration.abort(), registration.abort()])).toEqual([true, false])
  expect(await registration.abort()).toBe(false)
  expect(registration).toMatchObject({ result: 'failure', failureReason: 'aborted', recordsAvailable: true })
  expect(hear).toHaveBeenCalledOnce()
  expect([stage.engine.running, await stage.manager.getIds()]).toEqual([[], []])
  expect(await stage.journal.outbox()).toEqual([{ id, attempt: 1 }])
})

it('aborts, and ends the requests, also where the worker can’t be told', async () => {
  const redundant = new DOMException('The worker is redundant.', 'InvalidStateError')
  const stage = openStage({ tellWorker: () => Promise.reject(redundant) })
  const { registration } = await begin(stage)
  expect(await registration.abort()).toBe(true)
  expect([registration.failureReason, stage.engine.running]).toEqual(['aborted', []])
  expect(stage.takeErrors()).toEqual([redundant])
})

it('insists on an abort where the disk is full for an instant', async () => {
  const { manager, engine, journal } = openStage()
  const registration = await manager.fetch('film', FILM)
  const { commit } = journal
  journal.commit = () => {
    journal.commit = commit
    return Promise.reject(new DOMException('No room to write.', 'AbortError'))
  }
  const aborting = registration.abort()
  await settleDown()
  engine.clock.advance(200)
  expect([await aborting, registration.failureReason]).toEqual([true, 'aborted'])
})

it('does not abort what has ended', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  await stage.engine.succeed(id, { [FILM]: 'reel', [POSTER]: 'image' })
  expect(await registration.abort()).toBe(false)
  await settleDown()
  expect(registration.result).toBe('success')
})

it('has no records once they are forgotten', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  await stage.engine.succeed(id, { [FILM]: 'reel', [POSTER]: 'image' })
  await settleDown()
  await stage.face.forget(id)
  expect(registration.recordsAvailable).toBe(false)
  await expect(registration.matchAll()).rejects.toMatchObject({ name: 'InvalidStateError' })
  await expect(registration.match(FILM)).rejects.toMatchObject({ name: 'InvalidStateError' })
  expect([await stage.store.keys(), await stage.journal.get(id)]).toEqual([[], undefined])
})

it('says how it has ended also where the worker was faster, and the journal has forgotten it', async () => {
  const stage = openStage()
  const { registration, id } = await begin(stage)
  const heard: unknown[] = []
  registration.onprogress = () => heard.push([registration.failureReason, registration.recordsAvailable])
  const { journal, namespace, now } = stage
  const { remove } = journal
  const leader = createAnnouncements(namespace)
  journal.remove = async (...gone) => {
    const keys = await remove(...gone)
    leader.announce({ type: 'changed', id })
    return keys
  }
  await journal.commit({
    id,
    attempt: 1,
    ending: { type: 'aborted' },
    verified: [],
    now: now(),
    unattended: false,
  })
  await stage.openWorkerFace().forget(id)
  await expect.poll(() => heard).toEqual([['aborted', false]])
  expect(registration.result).toBe('failure')
  leader.close()
})

it('lets the worker hear of a click in the app’s own list', async () => {
  const { manager, job, told } = openStage()
  const registration = await manager.fetch('film', `${ORIGIN}/film.mp4`)
  expect(await clickBackgroundFetch(registration)).toBe(true)
  expect(told).toEqual([`click ${job('film')}`])
  expect(await clickBackgroundFetch(new EventTarget())).toBe(false)
})
