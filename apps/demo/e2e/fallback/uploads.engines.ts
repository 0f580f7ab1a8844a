import { expect, test } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import { openShelf, until } from './fetches.ts'

declare const stage: Stage

test('sends a body, and says how much', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  await tab.evaluate(() =>
    stage.client.fetch('letter', {
      url: '/api/weather',
      init: { method: 'POST', body: '{}', headers: { 'Content-Type': 'application/json' } },
    }),
  )
  expect(await until(tab, 'letter', 'completed')).toMatchObject({ uploaded: 2 })
})
