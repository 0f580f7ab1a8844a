import { installFace, type Openers } from './installFace.js'
import { openWorker } from './openDevice.js'

interface InstallWithOptions {
  readonly namespace?: string
  readonly force?: boolean
  readonly onError?: (error: unknown) => void
}

/** Installs the face over this device: what a service worker needs of it, and for pages what the caller brings. */
export function installWith(
  scope: object,
  { namespace, force, onError = () => {} }: InstallWithOptions,
  openersOf: (onError: (error: unknown) => void) => Omit<Openers, 'worker'>,
): boolean {
  return installFace(scope, {
    namespace,
    force,
    onError,
    openers: {
      ...openersOf(onError),
      worker: async (name, worker) => openWorker(name, worker, onError),
    },
  })
}
