import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { createMemoryBytes } from '../store/memoryBytes.js'
import { hashAsItComes } from './hashedFile.js'

const KEY = 'memory:film'
const encode = (text: string) => new TextEncoder().encode(text)
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

async function open(kept = '') {
  const store = createMemoryBytes()
  const earlier = await store.open(KEY, 1)
  await earlier.append(encode(kept))
  const reads: number[] = []
  const read = async () => {
    const body = await store.read(KEY)
    reads.push(body!.size)
    return body
  }
  const hashed = hashAsItComes(await store.open(KEY, 2), `sha256-${sha256('any')}`, read)
  return { ...hashed, reads }
}

/** As long as what is on the disk, and something else: whoever reads it gets another digest. */
const unread = (text: string) => new Blob(['?'.repeat(text.length)])

it('knows the digest of what came without reading it again', async () => {
  const { file, digest, reads } = await open()
  for (const text of ['moving ', 'pictures']) await file.append(encode(text))
  expect(await digest(unread('moving pictures'), 'sha256')).toBe(sha256('moving pictures'))
  expect(reads).toEqual([])
})

it('reads what an earlier run has kept from the disk, once', async () => {
  const { file, digest, reads } = await open('mov')
  for (const text of ['ing ', 'pictures']) await file.append(encode(text))
  expect(await digest(unread('moving pictures'), 'sha256')).toBe(sha256('moving pictures'))
  expect(reads).toEqual([3])
})

it('begins anew with a file that does', async () => {
  const { file, digest } = await open('an old film')
  await file.append(encode(', and more'))
  await file.clear()
  await file.append(encode('new'))
  expect(await digest(unread('new'), 'sha256')).toBe(sha256('new'))
})

it('asks the disk where it has more or less than what came', async () => {
  const { file, digest } = await open()
  await file.append(encode('moving pictures'))
  expect(await digest(new Blob(['moving']), 'sha256')).toBe(sha256('moving'))
})

it('asks the disk for what was whole before', async () => {
  const { digest } = await open('moving pictures')
  expect(await digest(new Blob(['moving pictures']), 'sha256')).toBe(sha256('moving pictures'))
})

it('asks the disk the second time', async () => {
  const { file, digest } = await open()
  await file.append(encode('film'))
  expect(await digest(unread('film'), 'sha256')).toBe(sha256('film'))
  expect(await digest(new Blob(['FILM']), 'sha256')).toBe(sha256('FILM'))
})
