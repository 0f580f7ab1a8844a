import { describe, expect, it } from 'vitest'
import type { Locks } from './locks.js'

/** What every lock must do. `newLocks` gives those of a namespace that nobody uses. */
export function locksContract(name: string, newLocks: () => Locks): void {
  describe(`${name}, as locks`, () => {
    it('runs one after the other, in the order they came', async () => {
      const locks = newLocks()
      const log: string[] = []
      const work = (who: string) => async () => {
        log.push(`${who} in`)
        await Promise.resolve()
        log.push(`${who} out`)
        return who
      }
      const results = ['a', 'b', 'c'].map((who) => locks.hold('start', work(who)))
      expect(await Promise.all(results)).toEqual(['a', 'b', 'c'])
      expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
    })

    it('does not make one name wait for another', async () => {
      const locks = newLocks()
      const inner = locks.hold('a', () => locks.hold('b', () => Promise.resolve('both')))
      expect(await inner).toBe('both')
    })

    it('passes what was thrown on, and is free again', async () => {
      const locks = newLocks()
      const thrown = locks.hold('start', () => Promise.reject(new Error('No.')))
      const next = locks.hold('start', () => Promise.resolve('next'))
      await expect(thrown).rejects.toThrow('No.')
      expect(await next).toBe('next')
    })

    it('answers at once where somebody holds it', async () => {
      const locks = newLocks()
      const answers = await locks.hold('start', async () => [
        await locks.holdIfFree('start', () => Promise.resolve('mine')),
        await locks.holdIfFree('other', () => Promise.resolve('mine')),
      ])
      expect(answers).toEqual([undefined, 'mine'])
      expect(await locks.holdIfFree('start', () => Promise.resolve('mine'))).toBe('mine')
    })

    it('is held by whoever found it free', async () => {
      const locks = newLocks()
      const inner = await locks.holdIfFree('start', () =>
        locks.holdIfFree('start', () => Promise.resolve('twice')),
      )
      expect(inner).toBeUndefined()
    })
  })
}
