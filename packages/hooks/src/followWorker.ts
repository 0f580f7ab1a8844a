/**
 * Calls `onChange` when the app's service worker has become ready, and when another takes over: what this browser can
 * promise has changed then. Nothing happens where there are no service workers.
 */
export function followWorker(onChange: () => void): () => void {
  const container = globalThis.navigator?.serviceWorker as ServiceWorkerContainer | undefined
  if (!container) return () => {}
  let isOver = false
  const tell = () => {
    if (!isOver) onChange()
  }
  // Settles only once there is an active worker: a page without one is never told, and never asks in vain.
  container.ready.then(tell, () => undefined)
  container.addEventListener('controllerchange', tell)
  return () => {
    isOver = true
    container.removeEventListener('controllerchange', tell)
  }
}
