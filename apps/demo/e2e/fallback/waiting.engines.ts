import { createDemoServer } from '../../server/server.ts'
import { expect, test } from '../engines/testing.ts'
import { MB, FILM_SIZE, openShelf, start, until, untilMoving } from './fetches.ts'

test('waits for a server that is gone, says so, and goes on from the last byte', async ({ open, server }) => {
  const tab = await openShelf(await open(), server)
  const cdn = await createDemoServer()
  const url = `${cdn.url}/media/sample/film-${FILM_SIZE}.bin?rate=${2 * MB}&cors&expose=*`
  await start(tab, 'film', url, FILM_SIZE)
  await untilMoving(tab, 'film', 3 * MB)
  await cdn.close()
  expect(await until(tab, 'film', 'interrupted')).toMatchObject({ needsUser: false })
  const back = await createDemoServer({ port: cdn.port })
  await until(tab, 'film', 'completed', 60_000)
  expect(
    back.log.filter(({ status }) => status === 206).every(({ range }) => !range!.startsWith('bytes=0-')),
  ).toBe(true)
  await back.close()
})
