import { listenForBackgroundFetches } from '@longhaul/core/service-worker'
import { noteSettled, speak, takeOver } from './workerParts.ts'

/** A later release: it speaks a newer protocol, and has added a table to the journal's database. */
const scope = globalThis as unknown as ServiceWorkerGlobalScope

speak(scope, 99)
listenForBackgroundFetches(scope, { onSettled: noteSettled })
scope.addEventListener('activate', (event) => event.waitUntil(addTable()))
takeOver(scope)

function addTable(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('longhaul:default', 1_000)
    request.onupgradeneeded = () => request.result.createObjectStore('future', { keyPath: 'id' })
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
}
