import type { BackgroundFetchAdapter, Reading } from '../../adapter.js'
import { createEngineChannel } from '../messages.js'

/** The engine as a service worker sees it: it runs in a page, and there it is heard and told to stop. */
export function createRemoteAdapter(namespace: string): BackgroundFetchAdapter {
  const channel = createEngineChannel(namespace)
  const heard = new Map<string, Reading>()
  const listeners = new Set<(reading: Reading) => void>()
  channel.subscribe((message) => {
    if (message.type !== 'readings') return
    for (const reading of message.readings) {
      heard.set(reading.id, reading)
      listeners.forEach((listener) => listener(reading))
    }
  })
  const refuse = () => Promise.resolve(false)
  return {
    engine: 'fallback',
    capabilities: { pause: false, survivesPageClose: false, uploads: true, crossOriginHeaders: true },
    start: () => Promise.resolve({ started: false, refusal: 'unsupported', needsUser: false }),
    async abort(id) {
      heard.delete(id)
      channel.post({ type: 'stop', id })
      return true
    },
    pause: refuse,
    resume: refuse,
    list: () => Promise.resolve([...heard.values()]),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      listeners.clear()
      channel.close()
    },
  }
}
