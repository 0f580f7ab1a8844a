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
  const { adapter, isSupported, environment } = session.engine
  const found = environment
    ? await findNativeObstacle(environment)
    : ({ serviceWorker: 'none', permission: 'unknown', obstacle: null } as const)
  const shared = {
    serviceWorker: hasWorkers() ? found.serviceWorker : 'unsupported',
    permission: found.permission,
    journal: session.journal.kind,
    capabilitiesOf: findCapabilities(session.engine),
  } as const
  if (!isSupported) return { ...none, ...shared }
  // What stands in the browser's way does not stand in ours.
  if (adapter.engine === 'fallback' || (found.obstacle !== null && isFallbackAllowed(session.engine)))
    return { ...shared, engine: 'fallback', obstacle: null, capabilities: FALLBACK_CAPABILITIES }
  const isPossible = found.obstacle !== 'unsupported'
  return {
    ...shared,
    engine: isPossible ? adapter.engine : null,
    obstacle: found.obstacle,
    capabilities: isPossible ? adapter.capabilities : NO_CAPABILITIES,
  }
}

function hasWorkers(): boolean {
  return typeof navigator !== 'undefined' && 'serviceWorker' in navigator
}
