import { expect, it } from 'vitest'
import { ask } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

it('keeps what was sent, where it was told to', async () => {
  const { url, uploads } = await serve({ takesUploads: true })
  const headers = { 'Content-Type': 'text/x-letter' }
  const reply = await ask(url, '/uploads/letter', { method: 'POST', headers, body: 'dear reader' })
  expect([reply.status, String(reply.body)]).toEqual([201, '11 bytes'])
  expect(uploads).toEqual([
    {
      method: 'POST',
      url: '/uploads/letter',
      contentType: 'text/x-letter',
      body: Buffer.from('dear reader'),
      isWhole: true,
    },
  ])
})

it('takes no uploads by itself', async () => {
  const { url, uploads } = await serve()
  expect(await ask(url, '/uploads/letter', { method: 'POST', body: 'dear reader' })).toMatchObject({
    status: 404,
  })
  expect(uploads).toEqual([])
})
