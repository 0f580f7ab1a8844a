import { openRunner, type Runner } from './startRunner.js'
import type { FromWorker, ToWorker } from './workerMessages.js'

/**
 * The engine's own dedicated worker: transfers, hashing and writing happen here. A module worker without imports that a
 * bundler could not see.
 */
const scope = globalThis as unknown as Worker

let opening: Promise<Runner> | undefined

const say = (message: FromWorker) => scope.postMessage(message)

scope.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') {
    opening = openRunner(data.options, (error) => say({ type: 'error', message: String(error) }))
    opening.then(
      () => say({ type: 'ready' }),
      (error: unknown) => say({ type: 'failed', message: String(error) }),
    )
  }
  if (data.type === 'compete') void opening?.then((runner) => runner.compete())
  if (data.type === 'release')
    void opening?.then((runner) => runner.release()).then(() => say({ type: 'released' }))
})

say({ type: 'hello' })
