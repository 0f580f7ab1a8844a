import type { BackgroundFetchRecord, BackgroundFetchState } from '@longhaul/core'
import { expect, it } from 'vitest'
import { kindWords, shelfAction } from './shelfAction.ts'

const film = (state: BackgroundFetchState) => state as BackgroundFetchRecord
const transferring = film({ status: 'pending', phase: 'transferring' })

it('downloads what is not here and opens what is', () => {
  expect(shelfAction('audio', undefined, null)).toEqual({ does: 'start', says: 'Download' })
  expect(shelfAction('audio', film({ status: 'completed' }), 1)).toEqual({ does: 'open', says: 'Play' })
  expect(shelfAction('picture', film({ status: 'completed' }), 1)).toEqual({ does: 'open', says: 'View' })
})

it('never says that all is here before it is', () => {
  expect(shelfAction('audio', transferring, 0.999).says).toBe('99%')
  expect(shelfAction('audio', transferring, null).says).toBe('Downloading')
  expect(shelfAction('audio', film({ status: 'pending', phase: 'verifying' }), 1).says).toBe('Saving')
})

it('offers another try once a download has ended without its files', () => {
  expect(shelfAction('audio', film({ status: 'aborted' }), null).does).toBe('retry')
})

it('counts files where there are several', () => {
  const file = { url: '/media/a', size: 1, type: 'audio/wav' }
  const item = { id: 'bells', title: 'Bells', kind: 'audio', files: [file, file] } as const
  expect(kindWords({ ...item, files: [...item.files] }, String)).toBe('Audio, 2 files')
  expect(kindWords({ ...item, files: [file] }, String)).toBe('Audio')
})
