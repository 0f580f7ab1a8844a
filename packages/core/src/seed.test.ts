import { expect, it } from 'vitest'
import { createBackgroundFetchClient } from './index.js'
import { createMemoryEngine } from './testing/index.js'

it('gives a record that goes from pending to completed, with the bytes and files of two images', async () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })

  const record = await client.fetch('my-fetch', [
    'https://pictures.example/image1.jpg',
    'https://pictures.example/image2.jpg',
  ])

  expect(record.id).toBe('my-fetch')
  expect(record.status).toBe('pending')
  expect(record.downloaded).toBe(0)
  expect(record.uploaded).toBe(0)
  expect(record.files).toEqual([
    { url: 'https://pictures.example/image1.jpg', size: null },
    { url: 'https://pictures.example/image2.jpg', size: null },
  ])

  engine.progress('my-fetch', { downloaded: 700 })
  expect((await client.get('my-fetch'))?.downloaded).toBe(700)

  await engine.succeed('my-fetch', {
    'https://pictures.example/image1.jpg': 'a'.repeat(500),
    'https://pictures.example/image2.jpg': 'b'.repeat(1_500),
  })

  await expect.poll(async () => (await client.get('my-fetch'))?.status).toBe('completed')
  expect(await client.get('my-fetch')).toMatchObject({
    downloaded: 2_000,
    uploaded: 0,
    filesCompleted: 2,
    files: [
      { url: 'https://pictures.example/image1.jpg', size: 500 },
      { url: 'https://pictures.example/image2.jpg', size: 1_500 },
    ],
  })
  const stored = await client.match('my-fetch', 'https://pictures.example/image2.jpg')
  expect(await stored?.text()).toBe('b'.repeat(1_500))
  client.dispose()
})
