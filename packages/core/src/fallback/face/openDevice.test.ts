import { expect, it, onTestFinished, vi } from 'vitest'
import { plugInIndexedDB } from '../../fixtures/fakeIndexedDB.js'
import { SCOPE } from './fixtures/stage.js'
import { openPage } from './openDevice.js'

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
