/** Raised only when a page can no longer work with an older worker. */
export const PROTOCOL = 1

/** A worker that answers at all answers at once; three seconds allow for one that has to be started first. */
export const HANDSHAKE_TIMEOUT_MS = 3_000

/** Page to worker. `'hello'` also makes the worker deliver what its app has not been told yet. */
export interface WorkerMessage {
  readonly longhaul: 'hello' | 'settled'
  readonly namespace: string
}

/** Worker to page, over the message's own port. */
export interface WorkerHello {
  readonly longhaul: 'listening'
  readonly protocol: number
}

export function isWorkerMessage(data: unknown, namespace: string): data is WorkerMessage {
  if (typeof data !== 'object' || data === null) return false
  const message = data as Partial<WorkerMessage>
  return (message.longhaul === 'hello' || message.longhaul === 'settled') && message.namespace === namespace
}

/** Whether this worker settles background fetches of the namespace, in a protocol that we speak. */
export function shakeHands(worker: ServiceWorker, namespace: string): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const finish = (answer: boolean) => {
      clearTimeout(timer)
      port1.close()
      resolve(answer)
    }
    const timer = setTimeout(() => finish(false), HANDSHAKE_TIMEOUT_MS)
    port1.onmessage = ({ data }: MessageEvent<Partial<WorkerHello> | null>) => {
      finish(data?.longhaul === 'listening' && typeof data.protocol === 'number' && data.protocol >= PROTOCOL)
    }
    const message: WorkerMessage = { longhaul: 'hello', namespace }
    try {
      worker.postMessage(message, [port2])
    } catch {
      // Some browsers refuse to speak to a worker that is redundant by now.
      finish(false)
    }
  })
}
