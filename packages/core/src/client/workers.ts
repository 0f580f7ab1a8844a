import type { WorkerMessage } from '../channel/handshake.js'
import { findRegistration, untilActive, type RegistrationSource } from '../native/browserEnvironment.js'

/** Lets the worker tell its app of endings that a page committed. Where there is none the outbox waits. */
export async function tellWorker(source: RegistrationSource, namespace: string): Promise<void> {
  const registration = await findRegistration(source)
  const message: WorkerMessage = { longhaul: 'settled', namespace }
  registration?.active?.postMessage(message)
}

/** Calls `onChange` when a worker is there, and when another takes over: what waited for one may go on. */
export function listenForWorkers(source: RegistrationSource, onChange: () => void): () => void {
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined
  if (!container) return () => {}
  container.addEventListener('controllerchange', onChange)
  // Without clients.claim() a first worker becomes active without controlling this page; nor does one of another scope.
  let isOver = false
  void untilActive(container, source).then(
    (worker) => {
      if (worker && !isOver) onChange()
    },
    () => undefined,
  )
  return () => {
    isOver = true
    container.removeEventListener('controllerchange', onChange)
  }
}
