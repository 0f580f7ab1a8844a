import type { Reading } from '../adapter.js'

/** What tabs and their runners say to each other on the engine's own channel. The journal has the facts. */
export type EngineMessage =
  /** The journal has work, or something was resumed. */
  | { readonly type: 'look' }
  /** Aborted, removed or paused: end its requests. */
  | { readonly type: 'stop'; readonly id: string }
  /** Somebody reads its files while they come: what they are is noted at once, however small. */
  | { readonly type: 'watch'; readonly id: string }
  /** A tab has come and knows nothing yet. */
  | { readonly type: 'tell' }
  | { readonly type: 'readings'; readonly readings: readonly Reading[] }
  /** The leader lives. */
  | { readonly type: 'beat' }

export interface EngineChannel {
  /** Reaches everybody else on the channel, and this side's own listeners. */
  post(message: EngineMessage): void
  subscribe(listener: (message: EngineMessage) => void): () => void
  close(): void
}

/** Without BroadcastChannel every tab is alone, and its runner with it. */
export function createEngineChannel(namespace: string): EngineChannel {
  const listeners = new Set<(message: EngineMessage) => void>()
  const hear = (message: EngineMessage) => listeners.forEach((listener) => listener(message))
  const channel =
    typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`longhaul:${namespace}:engine`)
  channel?.addEventListener('message', ({ data }: MessageEvent<EngineMessage>) => hear(data))
  return {
    post(message) {
      channel?.postMessage(message)
      hear(message)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      listeners.clear()
      channel?.close()
    },
  }
}
