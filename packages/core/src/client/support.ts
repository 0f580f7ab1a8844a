import { FALLBACK_CAPABILITIES, findNativeObstacle, NO_CAPABILITIES } from '../detect.js'
import type { BackgroundFetchSupport } from '../types.js'
import { findCapabilities, isFallbackAllowed } from './engine.js'
import type { Session } from './session.js'

/** @param session `undefined` on a server, where nothing can be promised */
export async function findSupport(session: Session | undefined): Promise<BackgroundFetchSupport> {
  const none = {
    engine: null,
    obstacle: 'unsupported',
    capabilities: NO_CAPABILITIES,
    capabilitiesOf: {},
  } as const
  if (!session) return { ...none, serviceWorker: 'unsupported', permission: 'unknown', journal: 'memory' }
  const worker = { serviceWorker: hasWorkers() ? 'none' : 'unsupported', permission: 'unknown' } as const
  const { adapter, isSupported, environment } = session.engine
  const journal = session.journal.kind
  if (!isSupported) return { ...none, ...worker, journal }
  const hasFallback = isFallbackAllowed(session.engine)
  const found = environment ? await findNativeObstacle(environment) : { ...worker, obstacle: null }
  const capabilitiesOf = findCapabilities(session.engine)
  // What stands in the browser's way does not stand in ours.
  if (found.obstacle !== null && hasFallback) {
    return {
      ...found,
      engine: 'fallback',
      obstacle: null,
      capabilities: FALLBACK_CAPABILITIES,
      capabilitiesOf,
      journal,
    }
  }
  const isPossible = found.obstacle !== 'unsupported'
  return {
    ...found,
    engine: isPossible ? adapter.engine : null,
    capabilities: isPossible ? adapter.capabilities : NO_CAPABILITIES,
    capabilitiesOf,
    journal,
  }
}

function hasWorkers(): boolean {
  return typeof navigator !== 'undefined' && 'serviceWorker' in navigator
}
