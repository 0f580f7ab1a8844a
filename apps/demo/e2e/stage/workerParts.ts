import type { BackgroundFetchRecord } from '@longhaul/core/service-worker'

/** A deploy that takes over at once: the harshest kind for a download that is under way. */
export function takeOver(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
  scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
}

/** Keeps what the app's handler was told where a test can read it. */
export async function noteSettled(
  record: BackgroundFetchRecord,
  responses: readonly Response[],
): Promise<void> {
  const cache = await caches.open('settled')
  const note = { id: record.id, attempt: record.attempt, status: record.status, responses: responses.length }
  await cache.put(`/settled/${encodeURIComponent(record.id)}/${record.attempt}`, Response.json(note))
}

/** Answers the handshake of pages in the place of the library, as a worker of another release would. */
export function speak(scope: ServiceWorkerGlobalScope, protocol: number): void {
  scope.addEventListener('message', (event) => {
    if (event.data?.longhaul !== 'hello') return
    event.stopImmediatePropagation()
    event.ports[0]?.postMessage({ longhaul: 'listening', protocol })
  })
}
