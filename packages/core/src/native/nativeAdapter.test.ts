import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { AttemptInit, Reading } from '../adapter.js'
import { toStoredRequests } from '../records/requests.js'
import { createFakePlatform } from '../testing/createFakePlatform.js'
import { createNativeAdapter } from './nativeAdapter.js'

const FILM = 'https://app.example/film.mp4'

function openAdapter() {
  const platform = createFakePlatform()
  const page = platform.openPage()
  const heard: Reading[] = []
  const adapter = createNativeAdapter({ namespace: 'default', environment: page })
  adapter.subscribe((reading) => heard.push(reading))
  return { platform, page, adapter, heard }
}

async function attemptAt(id: string): Promise<AttemptInit> {
  const [request] = await toStoredRequests([FILM], FILM)
  return { id, attempt: 1, title: id, icons: [], requests: [{ file: 0, request: request! }] }
}

it('hears each event once, however many objects the browser has made of the registration', async () => {
  const { adapter, platform, heard } = openAdapter()
  await adapter.start(await attemptAt('film'))
  await adapter.list()
  await adapter.list()
  platform.progress('film', { downloaded: 700 })
  expect(heard.map(({ downloaded }) => downloaded)).toEqual([700])
})

it('hears what another page has started, once it has listed it', async () => {
  const { adapter, platform, heard } = openAdapter()
  const other = createNativeAdapter({ namespace: 'default', environment: platform.openPage() })
  await other.start(await attemptAt('film'))
  expect(await adapter.list()).toMatchObject([{ id: 'film', attempt: 1 }])
  platform.progress('film', { downloaded: 700 })
  expect(heard).toMatchObject([{ id: 'film', downloaded: 700 }])
})

it('leaves the fetches of other code and of other namespaces alone', async () => {
  const { adapter, page } = openAdapter()
  for (const id of ['my-own', 'longhaul:other:1:film', 'longhaul:default:0:film', 'longhaul:default:1:']) {
    await page.manager.fetch(id, [new Request(FILM)])
  }
  expect(await adapter.list()).toEqual([])
})

it('says of a result only that it is being stored: the worker has not stored anything yet', async () => {
  const { adapter, platform, heard } = openAdapter()
  await adapter.start(await attemptAt('film'))
  await platform.succeed('film')
  expect(heard.map(({ state }) => state)).toEqual([{ status: 'pending', phase: 'storing' }])
})

it('hears no event after the result', async () => {
  const { platform, page, heard } = openAdapter()
  let face: EventTarget | undefined
  const fetch: typeof page.manager.fetch = async (...args) => {
    const registration = await page.manager.fetch(...args)
    face = registration
    return registration
  }
  const environment = {
    ...page,
    registration: async () => ({
      active: await page.activeWorker(0),
      backgroundFetch: { ...page.manager, fetch },
    }),
  }
  const adapter = createNativeAdapter({ namespace: 'default', environment })
  adapter.subscribe((reading) => heard.push(reading))
  await adapter.start(await attemptAt('film'))
  await platform.succeed('film')
  const before = heard.length
  face!.dispatchEvent(new Event('progress'))
  expect(heard).toHaveLength(before)
})

it('hands a registration that ended to whoever may take it home, while its records can be read', async () => {
  const platform = createFakePlatform()
  const ended: { of: object; records: Promise<readonly unknown[]> }[] = []
  const adapter = createNativeAdapter({
    namespace: 'default',
    environment: platform.openPage(),
    onEnded: (registration, of) => {
      ended.push({ of, records: registration.matchAll() })
    },
  })
  await adapter.start(await attemptAt('film'))
  await platform.succeed('film', { [FILM]: 'film' })
  expect(ended.map(({ of }) => of)).toEqual([{ id: 'film', attempt: 1 }])
  expect(await ended[0]!.records).toHaveLength(1)
})

it('shows those without a byte as queued while another moves', async () => {
  const { adapter, platform, page } = openAdapter()
  await adapter.start(await attemptAt('film'))
  await adapter.start(await attemptAt('podcast'))
  platform.progress('film', { downloaded: 1 })
  const reloaded = createNativeAdapter({ namespace: 'default', environment: page })
  expect((await reloaded.list()).map(({ id, state }) => [id, state])).toEqual([
    ['film', { status: 'pending', phase: 'transferring' }],
    ['podcast', { status: 'pending', phase: 'queued' }],
  ])
  platform.drop('film')
  expect(await reloaded.list()).toMatchObject([{ id: 'podcast', state: { phase: 'transferring' } }])
})

it('aborts what another page started, and shrugs at what is gone', async () => {
  const { adapter, platform } = openAdapter()
  const other = createNativeAdapter({ namespace: 'default', environment: platform.openPage() })
  await other.start(await attemptAt('film'))
  expect(await adapter.abort('film', 1)).toBe(true)
  await other.start(await attemptAt('podcast'))
  platform.drop('podcast')
  expect(await other.abort('podcast', 1)).toBe(false)
})

it('lists nothing where there is no worker, or no Background Fetch', async () => {
  const { platform, adapter } = openAdapter()
  platform.setWorker('none')
  expect(await adapter.list()).toEqual([])
  expect(await adapter.abort('film', 1)).toBe(false)
})

it('reads an id back as it was, whatever is in it', async () => {
  const ids = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' })
  await fc.assert(
    fc.asyncProperty(ids, async (id) => {
      const { adapter } = openAdapter()
      await adapter.start(await attemptAt(id))
      expect((await adapter.list()).map((reading) => reading.id)).toEqual([id])
    }),
    { numRuns: 50 },
  )
})
