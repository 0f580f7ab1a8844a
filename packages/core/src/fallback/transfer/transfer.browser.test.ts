import { expect, it } from 'vitest'
import type { StoredRequest } from '../../adapter.js'
import { storedRequest } from '../../fixtures/films.js'
import { createSystemClock } from '../../progress/clock.js'
import { createMemoryFile } from './fixtures/memoryFile.js'
import { createTransfer } from './transfer.js'
import type { TransferInit, TransferProgress } from './types.js'

/** Larger than what a socket swallows at once. */
const SIZE = 64 * 1024 * 1024
/** The test's own server takes no uploads, but reads what it refuses. */
const UPLOAD = { url: new URL('/nowhere', location.href).href, method: 'POST' }

function createStage({ url, ...request }: Partial<StoredRequest> & { url: string }, signal?: AbortSignal) {
  const progress: TransferProgress[] = []
  const file = createMemoryFile()
  const { transferFile } = createTransfer({ clock: createSystemClock() })
  const run = (hear?: Partial<TransferInit>) =>
    transferFile({
      request: storedRequest(url, request),
      file,
      partial: null,
      savePartial: () => Promise.resolve(),
      wasSent: false,
      noteSent: () => Promise.resolve(),
      signal: signal ?? new AbortController().signal,
      onProgress: (next) => progress.push(next),
      onWaiting: () => {},
      ...hear,
    })
  return { run, progress, file }
}

it('brings a file home with what the browser has', async () => {
  const { run, file } = createStage({ url: import.meta.url })
  expect(await run()).toMatchObject({ done: true, head: { status: 200, responseUrl: import.meta.url } })
  const response = await fetch(import.meta.url)
  expect(new TextDecoder().decode(file.bytes)).toBe(await response.text())
})

it('tells how far an upload has come', async () => {
  const { run, progress } = createStage({ ...UPLOAD, body: new Blob([new Uint8Array(SIZE)]) })
  expect(await run()).toMatchObject({ done: false, failure: { reason: 'bad-status', httpStatus: 404 } })
  const uploaded = progress.map((each) => each.uploaded)
  expect(uploaded).toEqual(uploaded.toSorted((a, b) => a - b))
  expect(uploaded.some((bytes) => bytes > 0 && bytes < SIZE)).toBe(true)
  expect(uploaded.at(-1)).toBe(SIZE)
})

it('ends an upload under way', async () => {
  const controller = new AbortController()
  const reason = new Error('Paused.')
  const { run } = createStage({ ...UPLOAD, body: new Blob([new Uint8Array(SIZE)]) }, controller.signal)
  await expect(run({ onProgress: () => controller.abort(reason) })).rejects.toBe(reason)
})

it('sends an upload again of which nothing has left', async () => {
  const controller = new AbortController()
  const reason = new Error('Seen enough.')
  // Nobody listens on port 2, and browsers try it all the same.
  const nowhere = { url: 'http://localhost:2/', method: 'PATCH', body: new Blob(['a letter']) }
  const { run } = createStage(nowhere, controller.signal)
  const notes: boolean[] = []
  const sending = run({
    onWaiting: () => controller.abort(reason),
    noteSent(wasSent) {
      notes.push(wasSent)
      return Promise.resolve()
    },
  })
  await expect(sending).rejects.toBe(reason)
  // Had the page gone meanwhile, nobody could have told.
  expect(notes).toEqual([true, false])
})
