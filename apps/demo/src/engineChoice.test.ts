import { expect, it } from 'vitest'
import { engineAddress, readEngineChoice } from './engineChoice.ts'

it('takes the engine that the address names, and nothing else', () => {
  expect(readEngineChoice('?engine=fallback')).toBe('fallback')
  expect(readEngineChoice('?engine=native')).toBe('native')
  expect(readEngineChoice('')).toBe('auto')
  expect(readEngineChoice('?engine=steam')).toBe('auto')
})

it('leads to the same page with another engine', () => {
  expect(engineAddress('fallback', 'https://shelf.example/?dir=rtl')).toBe(
    'https://shelf.example/?dir=rtl&engine=fallback',
  )
  expect(engineAddress('auto', 'https://shelf.example/?engine=native')).toBe('https://shelf.example/')
})
