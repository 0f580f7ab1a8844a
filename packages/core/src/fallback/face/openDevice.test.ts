import { expect, it, onTestFinished, vi } from 'vitest'
import { plugInIndexedDB } from '../../fixtures/fakeIndexedDB.js'
import { storedRequest } from '../../fixtures/films.js'
import { DEFAULT_RETRY_POLICY } from '../../records/decide.js'
import { clickBackgroundFetch } from './click.js'
import { ORIGIN, SCOPE } from './fixtures/stage.js'
import { toJobId } from './jobId.js'
import { openPage, openWorker } from './openDevice.js'

plugInIndexedDB()

it('opens also where what an earlier page has left can’t be freed, and says so', async () => {
  const busy = new DOMException('Somebody reads it.', 'NoModificationAllowedError')
  vi.stubGlobal('caches', { open: () => Promise.reject(busy) })
  onTestFinished(() => void vi.unstubAllGlobals())
  const errors: unknown[] = []
  const face = await openPage('busy', { createWorker: null }, (error) => errors.push(error))
  onTestFinished(() => face.dispose())
  expect(await face.ids(SCOPE)).toEqual([])
  await expect.poll(() => errors).toContain(busy)
})

it('says in a service worker what was clicked there', async () => {
  const posted: unknown[] = []
  const active = { postMessage: (message: unknown) => posted.push(message) }
  const scope = Object.assign(new EventTarget(), { registration: { scope: SCOPE, active } })
  const { face, journal } = openWorker('clicked', scope, () => {})
  onTestFinished(() => face.dispose())
  const id = toJobId(SCOPE, 'film', 'nonce')
  await journal.create({
    id,
    engine: 'fallback',
    requests: [storedRequest(`${ORIGIN}/film.mp4`)],
    title: '',
    icons: [],
    downloadTotalHint: null,
    retry: DEFAULT_RETRY_POLICY,
    now: 1,
  })
  expect(await clickBackgroundFetch((await face.find(SCOPE, 'film'))!)).toBe(true)
  expect(posted).toEqual([{ longhaul: 'click', namespace: 'clicked', jobId: id }])
})
