import { installBackgroundFetch } from '@longhaul/core/fallback/install'
import { describeInterfaces } from './describeInterfaces.ts'
import type { BackgroundFetchEvent, Registration, Told } from './installChecks.ts'

interface LivingEvent extends MessageEvent {
  waitUntil(promise: Promise<unknown>): void
}

/** What is used here of a service worker's scope: the package's own types are those of a page. */
interface WorkerScope {
  readonly location: Location
  readonly registration: Registration
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: string, listener: (event: LivingEvent) => void): void
}

const scope = globalThis as unknown as WorkerScope
const isInstalled = installBackgroundFetch(scope)
scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
if (scope.location.search === '?waits')
  scope.addEventListener('install', (event) => event.waitUntil(new Promise(() => {})))

async function note(entry: Omit<Told, 'at'>): Promise<void> {
  const cache = await caches.open('told')
  await cache.put(
    `/told/${crypto.randomUUID()}`,
    Response.json({ ...entry, at: performance.timeOrigin + performance.now() }),
  )
}

for (const type of ['success', 'fail', 'abort', 'click']) {
  scope.addEventListener(`backgroundfetch${type}`, (plain) => {
    const event = plain as unknown as BackgroundFetchEvent
    event.waitUntil(hear(event))
  })
}

/** What an app's worker can read in the event. */
async function hear(event: BackgroundFetchEvent): Promise<void> {
  const { registration } = event
  const { id, result, failureReason, recordsAvailable, downloaded, uploaded } = registration
  if (id.startsWith('hangs') && !(await caches.match('/told/hung'))) {
    await (await caches.open('told')).put('/told/hung', Response.json({ type: 'hung', id: 'hung', at: 0 }))
    await new Promise(() => {})
  }
  const responses = await Promise.all(
    (await registration.matchAll()).map(({ request, responseReady }) => describe(request, responseReady)),
  )
  const updated = id.startsWith('updates') ? await update(event) : undefined
  await note({
    type: event.type,
    id,
    result,
    failureReason,
    recordsAvailable,
    downloaded,
    uploaded,
    responses,
    updated,
  })
}

async function describe(request: Request, ready: Promise<Response>) {
  try {
    const response = await ready
    const { url, type, status, redirected, headers } = response
    const bytes = await response.arrayBuffer()
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return {
      asked: request.url,
      method: request.method,
      url,
      type,
      status,
      redirected,
      size: bytes.byteLength,
      sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
      headers: [...headers.keys()],
    }
  } catch (error) {
    return { asked: request.url, method: request.method, error: (error as Error).name }
  }
}

async function update(event: BackgroundFetchEvent): Promise<readonly string[]> {
  const answers: string[] = []
  for (let turn = 0; turn < 2; turn += 1) {
    await event.updateUI!({ title: 'Here' }).then(
      () => answers.push('updated'),
      (error: Error) => answers.push(error.name),
    )
  }
  // Beyond the event's life, which ends when this is told.
  setTimeout(() => {
    void event.updateUI!({ title: 'Late' }).catch((error: Error) =>
      note({ type: 'late', id: event.registration.id, result: error.name }),
    )
  }, 500)
  return answers
}

scope.addEventListener('message', (event) => {
  const { data, ports } = event
  const answer = async () => {
    if (data?.ask === undefined) return note({ type: 'message', id: JSON.stringify(data) })
    ports[0]!.postMessage(await tell(data.ask, data.id))
  }
  event.waitUntil(answer())
})

/** The same API, asked from within the worker. */
async function tell(question: string, id: string): Promise<unknown> {
  const { backgroundFetch } = scope.registration
  if (question === 'installed') return isInstalled
  if (question === 'interfaces') return describeInterfaces(scope)
  if (question === 'ids') return backgroundFetch.getIds()
  if (question === 'fetch')
    return backgroundFetch.fetch(id, '/media/sample/film-1000.bin').then(
      () => 'started',
      (error: Error) => error.name,
    )
  const registration = await backgroundFetch.get(id)
  if (!registration || question === 'get')
    return registration && [registration.id, registration.result, registration.downloadTotal]
  if (question === 'abort') return registration.abort()
  const records = await registration.matchAll()
  return records.map(({ request }) => request.method)
}
