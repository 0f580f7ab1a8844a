import { expectTypeOf } from 'vitest'
import {
  createBackgroundFetchClient,
  type BackgroundFetchRecord,
  type BackgroundFetchStatus,
} from './index.js'

const client = createBackgroundFetchClient()

// A record narrows by its status, and each state has only what it needs.
export function narrow(record: BackgroundFetchRecord): void {
  expectTypeOf(record.status).toEqualTypeOf<BackgroundFetchStatus>()
  expectTypeOf(record.downloadTotal).toEqualTypeOf<number | null>()
  if (record.status === 'pending')
    expectTypeOf(record.phase).toEqualTypeOf<'queued' | 'transferring' | 'verifying' | 'storing'>()
  if (record.status === 'interrupted') {
    expectTypeOf(record.needsUser).toEqualTypeOf<boolean>()
    expectTypeOf(record.nextAttemptAt).toEqualTypeOf<number | null>()
  }
  if (record.status === 'failed') expectTypeOf(record.failure.httpStatus).toEqualTypeOf<number | null>()
  if (record.status === 'completed') expectTypeOf(record).not.toHaveProperty('failure')
  // @ts-expect-error Only a failed record has a failure.
  void record.failure
  // @ts-expect-error A record is nobody's to change.
  record.downloaded = 0
  // @ts-expect-error Nor are its files.
  record.files.push({ url: '', size: null })
}

// Requests come as URLs, Requests, objects, alone or in a list, and nothing else.
expectTypeOf(client.fetch('film', '/film.mp4')).resolves.toEqualTypeOf<BackgroundFetchRecord>()
void client.fetch(
  'film',
  [
    new URL('https://app.example/film.mp4'),
    new Request('/poster.jpg'),
    { url: '/film.vtt', size: 7, integrity: 'sha256-…' },
  ],
  {
    title: 'A film',
    icons: [{ src: '/icon.png' }],
    downloadTotal: 60 * 1024 * 1024,
  },
)
// @ts-expect-error An id is a string.
void client.fetch(7, '/film.mp4')
// @ts-expect-error A size is a number of bytes.
void client.fetch('film', { url: '/film.mp4', size: '7' })
// @ts-expect-error No such option.
void client.fetch('film', '/film.mp4', { total: 7 })
// @ts-expect-error No such storage.
void createBackgroundFetchClient({ storage: 'cloud' })

expectTypeOf(client.peek('film')).toEqualTypeOf<BackgroundFetchRecord | undefined>()
expectTypeOf(client.get('film')).resolves.toEqualTypeOf<BackgroundFetchRecord | undefined>()
expectTypeOf(client.match('film', '/film.mp4')).resolves.toEqualTypeOf<Response | undefined>()
