import { expect, it } from 'vitest'
import { locksContract } from './locks.contract.js'
import { createLocks } from './locks.js'

locksContract('Web Locks', () => createLocks(crypto.randomUUID()))

it('are the same for every tab of a namespace, and others for another', async () => {
  const answers = await createLocks('films').hold('start', async () => [
    await createLocks('films').holdIfFree('start', () => Promise.resolve('mine')),
    await createLocks('podcasts').holdIfFree('start', () => Promise.resolve('mine')),
  ])
  expect(answers).toEqual([undefined, 'mine'])
})
