import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DemoServer, createDemoServer } from './server.ts'
import type { CatalogueItem } from './source.ts'
import { ask, post } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

// One server for all: hashing the catalogue takes a second or two, once.
let server: DemoServer
let items: CatalogueItem[]
beforeAll(async () => {
  server = await createDemoServer()
  items = await readCatalogue()
}, 30_000)
afterAll(() => server.close())

async function readCatalogue(): Promise<CatalogueItem[]> {
  const { body } = await ask(server.url, '/api/catalogue')
  return JSON.parse(body.toString()) as CatalogueItem[]
}

const integrityOf = (bytes: Buffer) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`

it('lists recordings from 5 to 300 MB, pictures, and a dataset of 300 small files', () => {
  const sizes = items.filter(({ kind }) => kind === 'audio').map(({ files }) => files[0]?.size)

  expect(sizes).toEqual(expect.arrayContaining([5_000_000, 60_000_000, 120_000_000, 300_000_000]))
  expect(items.find(({ kind }) => kind === 'picture')?.files.length).toBe(9)
  const readings = items.find(({ kind }) => kind === 'dataset')?.files ?? []
  expect(readings.length).toBe(300)
  for (const { size } of readings) expect(size).toBeLessThan(6000)
})

it('says the size, type and SHA-256 that the files really have', async () => {
  const small = items.flatMap((item) => item.files).filter(({ size }) => size <= 5_000_000)
  for (const file of small.filter((_, n) => n % 20 === 0)) {
    const { headers, body } = await ask(server.url, file.url)
    expect(headers['content-type']).toBe(file.type)
    expect(body.length).toBe(file.size)
    expect(integrityOf(body)).toBe(file.integrity)
  }
})

it('lists no SHA-256 for what takes long to hash', () => {
  const files = items.flatMap((item) => item.files)
  expect(files.filter((file) => file.integrity === undefined).map((file) => file.size)).toEqual([
    120_000_000, 300_000_000,
  ])
})

it('computes the same bytes on every server', async () => {
  const other = await serve()
  const path = '/media/night-train/trailer.wav'
  const [first, second] = await Promise.all([ask(server.url, path), ask(other.url, path)])
  expect(first.headers.etag).toBe(second.headers.etag)
  expect(first.body.equals(second.body)).toBe(true)
  // When this changes, EDITION must too.
  expect(integrityOf(first.body)).toMatchInlineSnapshot(
    `"sha256-G2q8ZNjWrbpqBZpW46cwo+nrZ3CY2axl70KjFIJwAns="`,
  )
})

it('has an icon for every title', async () => {
  for (const { icons = [] } of items) {
    const { status, headers } = await ask(server.url, icons[0]?.src ?? '')
    expect([status, headers['content-type']]).toEqual([200, 'image/png'])
  }
})

it('has a sample of any size', async () => {
  const { body } = await ask(server.url, '/media/sample/film-12345.bin')
  expect(body.length).toBe(12_345)
})

it('lists the new SHA-256 of a file that has changed', async () => {
  await post(server.url, '/api/media/bump', { path: 'tides/2024-01-01.json' })
  const readings = (await readCatalogue()).find(({ kind }) => kind === 'dataset')?.files[0]
  const { body } = await ask(server.url, readings?.url ?? '')
  expect(integrityOf(body)).toBe(readings?.integrity)
})
