import { expect, it, onTestFinished } from 'vitest'
import { createJournal, type Journal } from '../../journal/journal.js'
import { createMemoryTables } from '../../journal/memory.js'
import { createSystemClock } from '../../progress/clock.js'
import { createRoutedStore } from '../../store/routed.js'
import { createMemoryBytes } from '../../store/memoryBytes.js'
import { createMemoryStore } from '../../store/memory.js'
import { createFallbackEngine } from '../createFallbackEngine.js'
import { createSmallDisk } from '../fixtures/smallDisk.js'
import { RESERVE_SIZE } from '../reserve.js'
import { serve } from '../transfer/fixtures/servers.js'
import { createFallbackManager } from './createFallbackManager.js'

const SOON = { timeout: 5_000 }
const HASTY = { backoffMs: 10, longestBackoffMs: 50, idleTimeoutMs: 500 }

let namespaces = 0

/** The specification's face over the engine itself, against a server that misbehaves where it is asked to. */
async function open(
  memoryBytes = createMemoryBytes(),
  journal: Journal = createJournal(createMemoryTables()),
  isExpected: (error: unknown) => boolean = () => false,
) {
  const server = await serve()
  const namespace = `face-engine-${namespaces++}`
  const store = createRoutedStore({ cache: createMemoryStore(), bytes: [memoryBytes] })
  const errors: unknown[] = []
  const shared = {
    namespace,
    journal,
    store,
    now: () => Date.now(),
    onError: (error: unknown) => errors.push(error),
  }
  const adapter = createFallbackEngine({
    ...shared,
    memoryBytes,
    clock: createSystemClock(),
    isUnattended: () => Promise.resolve(false),
    options: { createWorker: null, transfer: HASTY },
  })
  const origin = new URL(server.url).origin
  const manager = createFallbackManager({ ...shared, adapter, origin })
  onTestFinished(() => {
    adapter.dispose()
    expect(errors.filter((error) => !isExpected(error))).toEqual([])
  })
  return { manager, server, url: (path: string) => `${server.url}/media/sample/${path}` }
}

it('brings files home, and says so', async () => {
  const { manager, url } = await open()
  const registration = await manager.fetch('film', [url('film-300000.bin'), url('poster-5000.bin')])
  const sizes: number[] = []
  registration.onprogress = () => sizes.push(registration.downloaded)
  await expect.poll(() => registration.result, SOON).toBe('success')
  expect([registration.downloaded, sizes.at(-1)]).toEqual([305_000, 305_000])
  const responses = await Promise.all((await registration.matchAll()).map((record) => record.responseReady))
  expect(responses.map(({ url, type }) => [url, type])).toEqual([
    [url('film-300000.bin'), 'basic'],
    [url('poster-5000.bin'), 'basic'],
  ])
  const bytes = await Promise.all(
    responses.map(async (response) => (await response.arrayBuffer()).byteLength),
  )
  expect(bytes).toEqual([300_000, 5_000])
})

it('streams a response that is still on its way, to its last byte', async () => {
  const { manager, url } = await open()
  const film = url('film-600000.bin?rate=400000')
  const registration = await manager.fetch('film', film)
  const response = await (await registration.match(film))!.responseReady
  const reader = response.body!.getReader()
  let received = (await reader.read()).value!.length
  // A file that would not be noted for its size, read when its first bytes have come.
  expect([registration.result, received < 300_000]).toEqual(['', true])
  for (let next = await reader.read(); !next.done; next = await reader.read()) received += next.value.length
  expect(received).toBe(600_000)
})

it('fails with bad-status, and keeps what is good', async () => {
  const { manager, url } = await open()
  const lost = url('lost-7000.bin?status=404')
  const registration = await manager.fetch('album', [url('one-5000.bin'), lost])
  await expect.poll(() => registration.failureReason, SOON).toBe('bad-status')
  const [one, other] = await Promise.all(
    (await registration.matchAll()).map((record) => record.responseReady),
  )
  expect([one!.status, (await one!.arrayBuffer()).byteLength, other!.status]).toEqual([200, 5_000, 404])
})

it('fails when more comes than downloadTotal says, and ends the request', async () => {
  const { manager, server, url } = await open()
  const film = url('film-3000000.bin?rate=1000000')
  const registration = await manager.fetch('film', film, { downloadTotal: 200_000 })
  await expect.poll(() => registration.failureReason, SOON).toBe('download-total-exceeded')
  await server.settled()
  expect(server.log.reduce((sum, { bytesSent }) => sum + bytesSent, 0)).toBeLessThan(3_000_000)
})

it('aborts: the request ends, and what was on its way is an AbortError', async () => {
  const { manager, server, url } = await open()
  const film = url('film-3000000.bin?rate=500000')
  const registration = await manager.fetch('film', film)
  await expect.poll(() => registration.downloaded, SOON).toBeGreaterThan(0)
  expect([await registration.abort(), await registration.abort()]).toEqual([true, false])
  await server.settled()
  await expect((await registration.match(film))!.responseReady).rejects.toMatchObject({ name: 'AbortError' })
})

it('sends bodies, and counts them', async () => {
  const { manager, server } = await open()
  const headers = { 'Content-Type': 'application/json' }
  const send = () => new Request(`${server.url}/api/weather`, { method: 'POST', body: '{}', headers })
  const registration = await manager.fetch('letters', [send(), send()])
  expect(registration.uploadTotal).toBe(4)
  await expect.poll(() => registration.result, SOON).toBe('success')
  expect([registration.uploaded, (await registration.matchAll()).length]).toEqual([4, 2])
})

it('fails with quota-exceeded on a disk that is full but for what an earlier leader has reserved', async () => {
  const disk = createSmallDisk(RESERVE_SIZE)
  await disk.store.putWhole([{ key: 'memory:reserve', bytes: new Uint8Array(RESERVE_SIZE) }], 1)
  const journal = createJournal(createMemoryTables())
  const onDisk: Journal = {
    ...journal,
    async nextEpoch() {
      if ((await disk.used()) === disk.room) throw new DOMException('No room to write.', 'AbortError')
      return journal.nextEpoch()
    },
  }
  const { manager, url } = await open(disk.store, onDisk, (error) => error instanceof DOMException)
  const registration = await manager.fetch('film', url('film-3000000.bin'))
  await expect.poll(() => registration.failureReason, SOON).toBe('quota-exceeded')
})
