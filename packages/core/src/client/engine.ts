import type { BackgroundFetchAdapter } from '../adapter.js'
import { createUnsupportedAdapter, FALLBACK_CAPABILITIES, hasNativeSupport } from '../detect.js'
import type { FallbackEngineOptions } from '../fallback/createFallbackEngine.js'
import type { FetchRow } from '../journal/rows.js'
import { createBrowserEnvironment, type RegistrationSource } from '../native/browserEnvironment.js'
import type { NativeEnvironment } from '../native/environment.js'
import { createNativeAdapter } from '../native/nativeAdapter.js'
import type { Clock } from '../progress/clock.js'
import { settleAborted, settleRegistration, type SettleInit } from '../settlement/settle.js'
import type { ByteStore } from '../store/bytes.js'
import type { BackgroundFetchSupport } from '../types.js'
import { createRoutedAdapter, type EngineChoice } from './routedAdapter.js'

export interface Engine {
  readonly adapter: BackgroundFetchAdapter
  readonly choice: EngineChoice
  /** `false` where there is no engine, and the adapter only says so. */
  readonly isSupported: boolean
  /** What the browser has for one of its own; `null` where nobody looks for it: an app's engine, or no page. */
  readonly environment: NativeEnvironment | null
}

interface EngineInit extends SettleInit {
  readonly memoryBytes: ByteStore | null
  readonly namespace: string
  readonly registration: RegistrationSource
  readonly clock: Clock
  readonly choice: EngineChoice
  readonly fallback: FallbackEngineOptions | undefined
  readonly onRow: (row: FetchRow) => void
  readonly onError: (error: unknown) => void
}

/** The browser's own engine where it has one and is willing, and ours for the rest. */
export function createEngine(init: EngineInit): Engine {
  const { choice } = init
  const environment = hasPlace() ? createBrowserEnvironment(init.namespace, init.registration) : null
  const native = environment && mayHaveNative() ? createNative(init, environment) : null
  const wanted = choice === 'fallback' ? null : native
  if (typeof window === 'undefined') {
    return {
      choice,
      environment,
      adapter: wanted?.adapter ?? createUnsupportedAdapter(),
      isSupported: wanted !== null,
    }
  }
  const adapter = createRoutedAdapter({
    native: native ?? (choice === 'native' ? { adapter: createUnsupportedAdapter(), environment } : null),
    choice,
    journal: init.journal,
    loadFallback: async () => {
      const { createFallbackEngine } = await import('../fallback/createFallbackEngine.js')
      const { fallback: options, ...rest } = init
      return createFallbackEngine({ ...rest, ...(options && { options }) })
    },
  })
  return { choice, environment, adapter, isSupported: choice !== 'native' || native !== null }
}

/** What each engine that a record may name can do. */
export function findCapabilities(engine: Engine): BackgroundFetchSupport['capabilitiesOf'] {
  return {
    [engine.adapter.engine]: engine.adapter.capabilities,
    ...(engine.adapter.engine !== 'memory' && { fallback: FALLBACK_CAPABILITIES }),
  }
}

export function isFallbackAllowed({ adapter, choice }: Engine): boolean {
  return adapter.engine !== 'memory' && choice !== 'native'
}

function hasPlace(): boolean {
  return typeof navigator !== 'undefined' && typeof location !== 'undefined'
}

function mayHaveNative(): boolean {
  return 'serviceWorker' in navigator && hasNativeSupport()
}

function createNative(init: EngineInit, environment: NativeEnvironment) {
  const { namespace, journal, onRow, onError } = init
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
  return { adapter, environment }
}

async function isWorkerOurs(environment: NativeEnvironment): Promise<boolean> {
  const worker = await environment.activeWorker(0)
  return worker !== null && environment.shakeHands(worker)
}
