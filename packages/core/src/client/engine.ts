import { createUnsupportedAdapter, hasNativeSupport } from '../detect.js'
import type { BackgroundFetchAdapter } from '../adapter.js'
import type { Locks } from '../channel/locks.js'
import type { FetchRow } from '../journal/rows.js'
import { createBrowserEnvironment, type RegistrationSource } from '../native/browserEnvironment.js'
import type { NativeEnvironment } from '../native/environment.js'
import { createNativeAdapter } from '../native/nativeAdapter.js'
import { settleAborted, settleRegistration, type SettleInit } from '../settlement/settle.js'

export interface Engine {
  readonly adapter: BackgroundFetchAdapter
  /** `false` where this browser has none, and the adapter only says so. */
  readonly isSupported: boolean
  /** `null` where the adapter is not the browser's own. */
  readonly environment: NativeEnvironment | null
}

interface EngineInit extends SettleInit {
  readonly namespace: string
  readonly registration: RegistrationSource
  readonly locks: Locks
  readonly onRow: (row: FetchRow) => void
  readonly onError: (error: unknown) => void
}

/** The browser's own engine where it has one. */
export function createEngine(init: EngineInit): Engine {
  const hasWorkers = typeof navigator !== 'undefined' && 'serviceWorker' in navigator
  if (!hasWorkers || !hasNativeSupport())
    return { adapter: createUnsupportedAdapter(), isSupported: false, environment: null }
  const { namespace, registration, journal, onRow, onError } = init
  const environment = createBrowserEnvironment(namespace, registration)
  const adapter = createNativeAdapter({
    namespace,
    environment,
    onEnded(ended, of) {
      // The end goes to whichever worker is active now. Where it is not one of ours nobody would take the bytes home,
      // so this page tries, for as long as the browser still hands them out. Nor can a worker see a journal in memory.
      const settle = async () => {
        if (journal.kind === 'indexeddb' && (await isWorkerOurs(environment))) return
        const row =
          ended.failureReason === 'aborted'
            ? await settleAborted(of, init)
            : await settleRegistration(ended, of, init)
        if (row) onRow(row)
      }
      settle().catch(onError)
    },
  })
  return { adapter, isSupported: true, environment }
}

async function isWorkerOurs(environment: NativeEnvironment): Promise<boolean> {
  const worker = await environment.activeWorker(0)
  return worker !== null && environment.shakeHands(worker)
}
