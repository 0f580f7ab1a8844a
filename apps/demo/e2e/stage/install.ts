import { createBackgroundFetchClient, type BackgroundFetchSupport } from '@longhaul/core'
import { clickBackgroundFetch, installBackgroundFetch } from '@longhaul/core/fallback/install'
import { checks, type CheckStage, type Registration, type Told } from './installChecks.ts'

/** What a test drives: the specification's API on a page that has nothing else. */
export interface InstallStage extends CheckStage {
  /** What `installBackgroundFetch` said: `false` where the browser has the API itself. */
  readonly isInstalled: boolean
  run(name: string): Promise<unknown>
  /** A click in the app's own list. */
  click(id: string): Promise<boolean>
  /** Endings that the journal says the worker has not been told of. */
  owed(): Promise<number>
  /** What a client beside it finds that wants the browser's own engine. */
  support(): Promise<BackgroundFetchSupport>
}

declare global {
  var face: InstallStage
}

const query = new URLSearchParams(location.search)
const errors: string[] = []
// Waits that a test can sit out.
const transfer = { maxAttempts: 4, backoffMs: 100, longestBackoffMs: 500 }
const isInstalled = installBackgroundFetch(globalThis, {
  engine: {
    ...(!query.has('patient') && { transfer }),
    ...(query.get('thread') === 'page' && { createWorker: null }),
  },
  onError: (error) => errors.push(String(error)),
})
await navigator.serviceWorker.register('/installWorker.js', { type: 'module' })
const registration = (await navigator.serviceWorker.ready) as unknown as Registration

async function told(id?: string): Promise<readonly Told[]> {
  const cache = await caches.open('told')
  const notes = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key))!.json()))
  return (notes as Told[])
    .filter((note) => id === undefined || note.id === id)
    .toSorted((a, b) => a.at - b.at)
}

const stage: InstallStage = {
  registration,
  isInstalled,
  errors,
  told,
  async click(id) {
    return clickBackgroundFetch((await registration.backgroundFetch.get(id))!)
  },
  own: (path) => new URL(path, location.href).href,
  // The same server under another name is another origin.
  other: (path) => new URL(path, location.href.replace('127.0.0.1', 'localhost')).href,
  ask(question) {
    const { port1, port2 } = new MessageChannel()
    registration.active!.postMessage(question, [port2])
    return new Promise((resolve) => {
      port1.addEventListener('message', ({ data }) => resolve(data))
      port1.start()
    })
  },
  async until(look, isEnough) {
    for (const end = Date.now() + 20_000; ;) {
      const found = await look()
      if (isEnough(found) || Date.now() > end) return found
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  },
  owed: () =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open('longhaul:default-manager')
      opening.addEventListener('error', () => reject(opening.error))
      opening.addEventListener('success', () => {
        const counting = opening.result.transaction('outbox').objectStore('outbox').count()
        counting.addEventListener('success', () => {
          opening.result.close()
          resolve(counting.result)
        })
      })
    }),
  support: () => createBackgroundFetchClient({ namespace: 'beside', engine: 'native' }).support(),
  run(name) {
    const late = new Promise((resolve) => setTimeout(() => resolve('has not answered'), 25_000))
    return Promise.race([checks.find((check) => check.name === name)!.run(stage), late])
  },
}
globalThis.face = stage
