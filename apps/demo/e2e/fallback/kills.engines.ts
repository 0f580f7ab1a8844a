import { setTimeout as wait } from 'node:timers/promises'
import type { DemoServer } from '../../server/server.ts'
import type { Tab } from '../engines/driver.ts'
import { expect, test } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'
import {
  askedAgain,
  MB,
  openShelf,
  sentFor,
  sha256,
  storedSha256,
  until,
  untilNothingKept,
} from './fetches.ts'
import { shuffle, withChance } from './chance.ts'

declare const stage: Stage

/** Three films, two at a time: under way for as long as the browser is killed. */
const FILM_SIZE = 20 * MB
const FILMS = [1, 2, 3].map((film) => `/media/sample/film-${film}-${FILM_SIZE}.bin?rate=${3 * MB}`)
/** Large enough to be noted before it is whole. */
const SONG_SIZE = 1_500_000

// A second run has other chances: what was lost in one of them must not pass.
test.describe.configure({ retries: 0 })

/** When a browser is killed: while a fetch is being journalled, while bytes come, while what came is verified and committed. */
const MOMENTS = [
  ...Array<'starting'>(5).fill('starting'),
  ...Array<'moving'>(9).fill('moving'),
  ...Array<'ending'>(6).fill('ending'),
]

/** Until which moment a life lasts. What is started in it may never have been heard of. */
async function live(
  tab: Tab,
  server: DemoServer,
  life: { readonly moment: (typeof MOMENTS)[number]; readonly song: string; readonly chance: number },
) {
  const { moment, song, chance } = life
  if (moment === 'moving') return wait(300 + chance * 1_200)
  await tab.evaluate(
    ({ song, size }) => void stage.client.fetch(song, { url: song, size }).catch(() => undefined),
    { song, size: SONG_SIZE },
  )
  if (moment === 'starting') return wait(chance * 150)
  await expect.poll(() => sentFor(server, song), { timeout: 30_000, intervals: [5] }).toBe(SONG_SIZE)
  return wait(chance * 80)
}

test('finishes with the right bytes after twenty kills at random moments', async ({ open, server }) => {
  test.setTimeout(300_000)
  await withChance(async (random) => {
    let driver = await open()
    let tab = await openShelf(driver, server)
    await tab.evaluate(
      ({ urls, size }) =>
        stage.client.fetch(
          'films',
          urls.map((url) => ({ url, size })),
        ),
      { urls: FILMS, size: FILM_SIZE },
    )
    for (const [at, moment] of shuffle(MOMENTS, random).entries()) {
      await live(tab, server, { moment, song: `/media/sample/song-${at}-${SONG_SIZE}.bin`, chance: random() })
      await driver.kill()
      driver = await open()
      tab = await openShelf(driver, server)
    }

    const ids = await tab.evaluate(() => stage.client.getIds())
    // Whoever was killed while its bytes were on their way had been journalled.
    expect(ids.length).toBeGreaterThan(6)
    for (const id of ids) {
      const { files } = await until(tab, id, 'completed', 120_000)
      for (const { url } of files) {
        const path = url.slice(server.url.length)
        expect(await storedSha256(tab, id, path), path).toBe(await sha256(server, path))
        expect(askedAgain(server, path), path).toEqual([])
      }
    }
    // What was in flight, which was 1 MB a kill and less when it was measured.
    const sent = FILMS.reduce((sum, url) => sum + sentFor(server, url), 0)
    expect(sent).toBeLessThan(FILMS.length * FILM_SIZE + MOMENTS.length * 3 * MB)

    // Nor has a kill left anything that nobody knows of.
    for (const id of ids) expect(await tab.evaluate((id) => stage.client.remove(id), id)).toBe(true)
    await untilNothingKept(tab)
    expect(await tab.evaluate(() => stage.storageErrors)).toEqual([])
  })
})
