import type { WorkerMessage } from '../channel/handshake.js'
import { findRegistration, type RegistrationSource } from '../native/browserEnvironment.js'
import type { NativeEnvironment } from '../native/environment.js'

/** Lets the worker tell its app of endings that a page committed. Where there is none the outbox waits. */
export async function tellWorker(source: RegistrationSource, namespace: string): Promise<void> {
  const registration = await findRegistration(source)
  const message: WorkerMessage = { longhaul: 'settled', namespace }
  registration?.active?.postMessage(message)
}

/** Calls `onChange` when another worker takes over: what waited for one may go on. */
export function listenForWorkers(environment: NativeEnvironment | null, onChange: () => void): () => void {
  if (!environment) return () => {}
  const container = navigator.serviceWorker
  container.addEventListener('controllerchange', onChange)
  // Without clients.claim() a first worker becomes active without controlling this page; nor does one of another scope.
  let isOver = false
  void environment.activeWorker(Infinity).then((worker) => {
    if (worker && !isOver) onChange()
  })
  return () => {
    isOver = true
    container.removeEventListener('controllerchange', onChange)
  }
}
