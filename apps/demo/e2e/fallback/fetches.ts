import type { BackgroundFetchStatus } from '@longhaul/core'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { DemoServer } from '../../server/server.ts'
import type { Driver, Engine, Tab } from '../engines/driver.ts'
import { expect, openStage } from '../engines/testing.ts'
import type { Stage } from '../stage/page.ts'

declare const stage: Stage

export const MB = 1_000_000
/** About five seconds of transfer. */
export const FILM_SIZE = 10 * MB
export const FILM = `/media/sample/film-${FILM_SIZE}.bin?rate=${2 * MB}`

/** What may have been on its way: over IndexedDB a second's worth at 2 MB/s, and what the bar counts ahead of the disk. */
const IN_FLIGHT = 3 * MB

/** Opens the stage as an app's page has it: its engine is what the browser allows. */
export function openShelf(driver: Driver, server: DemoServer, query = ''): Promise<Tab> {
  return openStage(driver, `${server.url}/?engine=auto${query}`)
}

/** Starts the fetch of one file. */
export function start(tab: Tab, id: string, url: string, size?: number) {
  return tab.evaluate(
    ({ id, url, size }) => stage.client.fetch(id, size === undefined ? url : { url, size }),
    { id, url, ...(size !== undefined && { size }) } as { id: string; url: string; size?: number },
  )
}

/** A file of the server, of any size. */
export function fileOf(name: string, size: number): string {
  return `/media/sample/${name}-${size}.bin`
}

/** The record as the tab's client knows it now. */
export function recordOf(tab: Tab, id: string) {
  return tab.evaluate((id) => stage.client.get(id), id)
}

/** Waits until a fetch has a status, and gives its record. */
export async function until(tab: Tab, id: string, status: BackgroundFetchStatus, timeout = 40_000) {
  await expect.poll(async () => (await recordOf(tab, id))?.status, { timeout }).toBe(status)
  return (await recordOf(tab, id))!
}

/** What a record says while a fetch waits for room. */
export const FULL = { status: 'interrupted', reason: 'storage', needsUser: true }

/** Waits until a fetch waits for room. */
export function untilFull(tab: Tab, id: string): Promise<void> {
  return expect.poll(() => recordOf(tab, id), { timeout: 40_000 }).toMatchObject(FULL)
}

/** Waits until at least so many bytes have come. */
export async function untilMoving(tab: Tab, id: string, bytes: number): Promise<void> {
  await expect
    .poll(async () => (await recordOf(tab, id))?.downloaded ?? 0, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(bytes)
}

/** What a file of the server has, whatever faults its URL asks for. */
export async function sha256(server: DemoServer, url: string): Promise<string> {
  const path = url.split('?')[0]!
  const bytes = await (await fetch(`${server.url}${path}?tag=original`)).arrayBuffer()
  return createHash('sha256').update(new Uint8Array(bytes)).digest('hex')
}

/** What the app is given; `null` where nothing is stored. */
export function storedSha256(tab: Tab, id: string, url: string): Promise<string | null> {
  return tab.evaluate(({ id, url }) => stage.sha256(id, url), { id, url })
}

/** Where the first request begins that came after so many, and what may be lost without having been kept. */
export function resumedAt(server: DemoServer, requests: number): number {
  const start = /^bytes=(\d+)-/.exec(server.log[requests]?.range ?? '')?.[1]
  return Number(start ?? 0) + IN_FLIGHT
}

/** Bytes that the server sent for a URL, over all requests. */
export function sentFor(server: DemoServer, url: string): number {
  return server.log.filter((entry) => entry.url === url).reduce((sum, { bytesSent }) => sum + bytesSent, 0)
}

/**
 * What may have come in vain when a leader is stopped: a slice, however fast it came, and the one ahead of it. In Firefox
 * and WebKit both come to their end although nobody reads them.
 */
export const TWO_SLICES = 2 * 8 * 1024 * 1024

/** Of a smaller file nothing is on the disk before all of it is. */
const HELD_IN_MEMORY = 1 << 20

/**
 * Where requests begin that ask for what was kept already. A slice is asked for when half of the one before it has come,
 * and with that all that lies before both is kept; a request that steps back begins where the kept bytes end.
 */
export function askedAgain(server: DemoServer, url: string): readonly number[] {
  let [kept, last] = [0, 0]
  return startsOf(server, url).filter((start) => {
    const isAgain = start < kept
    const reached = Math.min(start, last)
    if (reached >= HELD_IN_MEMORY) kept = Math.max(kept, reached)
    last = start
    return isAgain
  })
}

/** Where each request for a URL begins, in the order they came. */
export function startsOf(server: DemoServer, url: string): readonly number[] {
  return server.log
    .filter((entry) => entry.url === url && entry.method === 'GET')
    .map(({ range }) => Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0))
}

/** How many of these requests were under way in the busiest moment. */
export function mostAtOnce(requests: DemoServer['log']): number {
  const beside = requests.map(
    ({ startedAt: at }) =>
      requests.filter(({ startedAt, endedAt }) => startedAt <= at && (endedAt === null || at < endedAt))
        .length,
  )
  return Math.max(0, ...beside)
}

/** Waits until no byte of any fetch is on the device. A probe that a kill has left goes at a start ten seconds later. */
export function untilNothingKept(tab: Tab): Promise<void> {
  const kept = async () =>
    (await tab.evaluate(() => stage.kept())).filter((key) => !key.includes('/probes%2f'))
  return expect.poll(kept, { timeout: 20_000 }).toEqual([])
}

/** Bytes that the app has on the disk. WebKit's own count leaves out Blobs (measured), so there the folder is weighed. */
export function usage(tab: Tab, profile: string, engine: Engine): Promise<number> {
  if (engine !== 'webkit') return tab.evaluate(async () => (await navigator.storage.estimate()).usage!)
  const said = execFileSync('du', ['--summarize', '--bytes', join(profile, 'data')], { encoding: 'utf8' })
  return Promise.resolve(Number(said.split('\t')[0]))
}
