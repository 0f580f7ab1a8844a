import { expect, it, onTestFinished } from 'vitest'
import { createVirtualClock, type VirtualClock } from '../testing/createVirtualClock.js'
import { createElection, FROZEN_AFTER_MS } from './election.js'
import { createFakeLocks } from './fixtures/fakeLocks.js'
import type { EngineChannel, EngineMessage } from './messages.js'

/** Lets promises settle: an election takes a few turns, and no time. */
const idle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}

/** A channel that all tabs of a test share. */
function createHub() {
  const listeners = new Set<(message: EngineMessage) => void>()
  return (): EngineChannel => ({
    post: (message) => listeners.forEach((listener) => listener(message)),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {},
  })
}

function openTabs(count: number, locks: LockManager | undefined = createFakeLocks()) {
  const hub = createHub()
  const events: string[] = []
  const errors: unknown[] = []
  const tabs = Array.from({ length: count }, (_, at) => {
    const clock: VirtualClock = createVirtualClock()
    const election = createElection({
      namespace: 'test',
      channel: hub(),
      clock,
      locks,
      onError: (error) => errors.push(error),
      lead: (signal) =>
        new Promise((resolve) => {
          events.push(`${at} leads`)
          signal.addEventListener('abort', () => {
            events.push(`${at} stops`)
            resolve()
          })
        }),
    })
    return { election, clock }
  })
  onTestFinished(() => expect(errors).toEqual([]))
  /** Time passes in some tabs; in the others it stands still, as where a tab is frozen. */
  const pass = async (ms: number, awake = tabs) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      for (const { clock } of awake) clock.advance(1_000)
      await idle()
    }
  }
  /** Somebody sets the clock of the device. */
  const setClock = (ms: number) => tabs.forEach(({ clock }) => clock.set(ms))
  return { tabs, events, pass, setClock }
}

it('lets one tab lead, and the next when that one lets go', async () => {
  const { tabs, events, pass } = openTabs(2)
  for (const { election } of tabs) election.compete()
  await pass(30_000)
  expect(events).toEqual(['0 leads'])
  await tabs[0]!.election.release()
  await idle()
  expect(events).toEqual(['0 leads', '0 stops', '1 leads'])
})

it.each([
  ['forward', 5 * 3_600_000],
  ['back', -5 * 3_600_000],
])('keeps a healthy leader when the clock is put %s, and replaces a frozen one as soon', async (_, ms) => {
  const { tabs, events, pass, setClock } = openTabs(2)
  for (const { election } of tabs) election.compete()
  await pass(3_000)
  setClock(ms)
  // It looks before it hears the next beat.
  await pass(1_000, [tabs[1]!])
  await pass(30_000)
  expect(events).toEqual(['0 leads'])
  setClock(ms)
  await pass(FROZEN_AFTER_MS + 1_000, [tabs[1]!])
  expect(events).toContain('1 leads')
})

it('replaces a leader that is frozen, and takes the lead from it when it wakes', async () => {
  const { tabs, events, pass } = openTabs(2)
  for (const { election } of tabs) election.compete()
  await pass(5_000)
  await pass(FROZEN_AFTER_MS - 2_000, [tabs[1]!])
  expect(events).toEqual(['0 leads'])
  await pass(4_000, [tabs[1]!])
  expect(events).toContain('1 leads')
  await pass(60_000)
  expect(events.filter((event) => event.endsWith('leads'))).toEqual(['0 leads', '1 leads'])
  expect(events).toContain('0 stops')
})

it('never takes the lead from itself, however long it sleeps', async () => {
  const { tabs, events, pass } = openTabs(1)
  tabs[0]!.election.compete()
  await idle()
  tabs[0]!.clock.advance(10 * FROZEN_AFTER_MS)
  await pass(5_000)
  expect(events).toEqual(['0 leads'])
})

it('stands again after it let go', async () => {
  const { tabs, events } = openTabs(1)
  const { election } = tabs[0]!
  election.compete()
  await idle()
  await election.release()
  election.compete()
  election.compete()
  await idle()
  expect(events).toEqual(['0 leads', '0 stops', '0 leads'])
})

it('gives up waiting when it is released, and the others do not notice', async () => {
  const { tabs, events, pass } = openTabs(3)
  for (const { election } of tabs) election.compete()
  await idle()
  await tabs[1]!.election.release()
  await tabs[0]!.election.release()
  await pass(2_000)
  expect(events.filter((event) => event.endsWith('leads'))).toEqual(['0 leads', '2 leads'])
})

it('leads at once where there are no Web Locks', async () => {
  const { tabs, events } = openTabs(1, null as never)
  tabs[0]!.election.compete()
  await idle()
  expect(events).toEqual(['0 leads'])
})
