/** Whether there is a network, as far as the browser says. */
export function isOnline(): boolean {
  // Only a clear "no" counts: some environments have a navigator that does not say.
  return typeof navigator === 'undefined' || (navigator.onLine as boolean | undefined) !== false
}

/** Calls when a network is there again. */
export function listenForNetwork(onBack: () => void): () => void {
  if (typeof addEventListener === 'undefined') return () => {}
  addEventListener('online', onBack)
  return () => removeEventListener('online', onBack)
}
