import { expect, it } from 'vitest'
import { settlementLock } from '../channel/locks.js'
import { idle } from '../client/fixtures/stage.js'
import type { ResponseRow } from '../journal/rows.js'
import { openParts } from '../scheduler/fixtures/job.js'
import { fileKey, manifestKey } from '../store/store.js'
import { sweep } from './sweep.js'

const FILM = 'https://app.example/film.mp4'

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
  await init.journal.commit({
    id: 'film',
    attempt: 1,
    ending: { type: 'aborted' },
    verified: [],
    now: 1,
    unattended: false,
  })
  await init.journal.retry('film', { now: 2 })
  await sweep(init, 0)
  expect(await init.store.keys()).toEqual([])
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
