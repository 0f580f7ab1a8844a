import type { BackgroundFetchSupport } from '@longhaul/core'
import { expect, it } from 'vitest'
import { promiseOf } from './promiseOf.js'

const support = {
  engine: 'fallback',
  obstacle: null,
  journal: 'indexeddb',
  capabilities: { survivesPageClose: false },
} as unknown as BackgroundFetchSupport

it.each([
  [{}, 'whileOpen'],
  [{ capabilities: { survivesPageClose: true } }, 'survivesClose'],
  [{ journal: 'memory' }, 'pageOnly'],
  [{ engine: null }, 'unsupported'],
  [{ obstacle: 'unsupported' }, 'unsupported'],
  [{ obstacle: 'permission' }, 'permission'],
  [{ obstacle: 'service-worker' }, 'settingUp'],
  [{ engine: null, obstacle: 'storage' }, 'later'],
])('with %o promises %s', (facts, promise) => {
  expect(promiseOf({ ...support, ...facts } as BackgroundFetchSupport)).toBe(promise)
})
