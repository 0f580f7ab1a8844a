import { findNativeObstacle } from '../detect.js'
import type { BackgroundFetchCapabilities, BackgroundFetchSupport } from '../types.js'
import type { Session } from './session.js'

const NOTHING: BackgroundFetchCapabilities = {
  pause: false,
  survivesPageClose: false,
  uploads: false,
  crossOriginHeaders: false,
}

/** @param session `undefined` on a server, where nothing can be promised */
export async function findSupport(session: Session | undefined): Promise<BackgroundFetchSupport> {
  const none = {
    engine: null,
    obstacle: 'unsupported',
    capabilities: NOTHING,
    serviceWorker: 'unsupported',
    permission: 'unknown',
  } as const
  if (!session) return { ...none, journal: 'memory' }
  const { adapter, isSupported, environment } = session.engine
  const journal = session.journal.kind
  if (environment) {
    const found = await findNativeObstacle(environment)
    const isPossible = found.obstacle !== 'unsupported'
    return {
      ...found,
      engine: isPossible ? 'native' : null,
      capabilities: isPossible ? adapter.capabilities : NOTHING,
      journal,
    }
  }
  if (!isSupported) return { ...none, serviceWorker: hasWorkers() ? 'none' : 'unsupported', journal }
  return {
    engine: adapter.engine,
    obstacle: null,
    capabilities: adapter.capabilities,
    serviceWorker: hasWorkers() ? 'none' : 'unsupported',
    permission: 'unknown',
    journal,
  }
}

function hasWorkers(): boolean {
  return typeof navigator !== 'undefined' && 'serviceWorker' in navigator
}
