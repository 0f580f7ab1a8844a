import { expect, it } from 'vitest'
import { type CatalogueItem, nameOf, sizeOf, toFetch } from './catalogue.ts'

const bells: CatalogueItem = {
  id: 'bells',
  title: 'Bells',
  kind: 'audio',
  files: [
    { url: '/media/bells/1.wav', size: 40, type: 'audio/wav', integrity: 'sha256-abc' },
    { url: '/media/bells/2.wav', size: 2, type: 'audio/wav' },
  ],
}

it('asks for every file with all that is promised of it', () => {
  expect(toFetch(bells)).toEqual({
    id: 'shelf:bells',
    requests: [
      { url: '/media/bells/1.wav', size: 40, integrity: 'sha256-abc' },
      { url: '/media/bells/2.wav', size: 2 },
    ],
    options: { title: 'Bells', icons: [], downloadTotal: 42 },
  })
})

it('adds up what an item weighs', () => {
  expect(sizeOf(bells)).toBe(42)
})

it('names a file as a person wrote it', () => {
  expect(nameOf('/media/My%20music/Caf%C3%A9%20%231.mp3')).toBe('Café #1.mp3')
})
