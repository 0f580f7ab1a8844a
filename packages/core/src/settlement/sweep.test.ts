import { expect, it } from 'vitest'
import { settlementLock } from '../channel/locks.js'
import { idle } from '../client/fixtures/stage.js'
import type { AttemptEnd } from '../journal/endings.js'
import type { ResponseRow } from '../journal/rows.js'
import { openParts } from '../scheduler/fixtures/job.js'
import { byteKey } from '../store/bytes.js'
import { fileKey, manifestKey, type ResponseStore } from '../store/store.js'
import { sweep } from './sweep.js'

const FILM = 'https://app.example/film.mp4'

const ABORTED: AttemptEnd = {
  id: 'film',
  attempt: 1,
  ending: { type: 'aborted' },
  verified: [],
  now: 1,
  unattended: false,
}

async function openWith(...keys: readonly string[]) {
  const { init, create } = openParts()
  for (const key of keys) await init.store.put(key, new Response('bytes'))
  return { init, create }
}

function responseAt(key: string): ResponseRow {
  return {
    id: 'film',
    attempt: 1,
    file: 0,
    url: FILM,
    responseUrl: '',
    method: 'GET',
    status: 200,
    statusText: '',
    headers: [],
    size: null,
    key,
    verifiedAt: null,
  }
}

it('frees bytes that no row refers to', async () => {
  const { init } = await openWith(fileKey('gone', 1, 0), fileKey('gone', 2, 3))
  await sweep(init, 0)
  expect(await init.store.keys()).toEqual([])
})

it('keeps what is stored, and what a live attempt may be about to note', async () => {
  const stored = fileKey('film', 1, 0)
  const unnoted = fileKey('film', 1, 1)
  const { init, create } = await openWith(stored, unnoted)
  await create('film')
  await init.journal.stage([responseAt(stored)])
  await sweep(init, 0)
  expect(await init.store.keys()).toEqual([stored, unnoted])
})

it('frees what an attempt left behind that has been followed by another', async () => {
  const { init, create } = await openWith(fileKey('film', 1, 0))
  await create('film')
  await init.journal.commit(ABORTED)
  await init.journal.retry('film', { now: 2 })
  await sweep(init, 0)
  expect(await init.store.keys()).toEqual([])
})

it('frees what an engine has begun of an earlier fetch, of whatever kind, and keeps what it may be writing now', async () => {
  const key = (kind: 'opfs' | 'indexeddb', generation: number) =>
    byteKey(kind, fileKey('film', generation, 0))
  const now = [key('opfs', 2), key('indexeddb', 2)]
  const { init, create } = await openWith(...now, key('opfs', 1), key('indexeddb', 1))
  await create('film')
  await init.journal.commit(ABORTED)
  await create('film')
  await sweep(init, 0)
  expect(await init.store.keys()).toEqual(now)
})

it('frees what it can beside what can’t be deleted, and says so', async () => {
  const stuck = fileKey('gone', 1, 0)
  const { init } = await openWith(stuck, fileKey('gone', 1, 1))
  const error = new DOMException('Held by somebody.', 'NoModificationAllowedError')
  const store: ResponseStore = {
    ...init.store,
    delete: (keys) => (keys.includes(stuck) ? Promise.reject(error) : init.store.delete(keys)),
  }
  await expect(sweep({ ...init, store }, 0)).rejects.toBe(error)
  expect(await init.store.keys()).toEqual([stuck])
})

it('frees a probe that a kill has left, and leaves alone one that somebody waits for', async () => {
  const { init } = await openWith('opfs:probes/1000-0.123', 'idb:probes/50000-0.456', 'opfs:reserve')
  await sweep(init, 55_000)
  expect(await init.store.keys()).toEqual(['idb:probes/50000-0.456', 'opfs:reserve'])
})

it('leaves alone what somebody is settling, manifests, and what it does not know', async () => {
  const settling = fileKey('gone', 1, 0)
  const keys = [settling, manifestKey('gone', 2), 'something/else']
  const { init } = await openWith(...keys)
  let release = () => {}
  const held = init.locks.hold(
    settlementLock('gone', 1),
    () => new Promise<void>((resolve) => (release = resolve)),
  )
  await idle()
  await sweep(init, 0)
  expect(await init.store.keys()).toEqual(keys)
  release()
  await held
})
