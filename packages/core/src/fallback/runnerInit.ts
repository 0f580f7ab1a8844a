import type { Clock } from '../progress/clock.js'
import type { Settler } from '../settlement/finish.js'
import type { ByteStore } from '../store/bytes.js'
import type { Landings } from './landing.js'
import type { EngineChannel } from './messages.js'
import type { Room } from './room.js'
import type { TransferInit, TransferResult } from './transfer/types.js'

export interface EngineLimits {
  /** Requests at once, over all fetches. @default 4 */
  readonly requests: number
  /** Requests at once within one fetch. @default 2 */
  readonly requestsPerFetch: number
}

export const DEFAULT_LIMITS: EngineLimits = { requests: 4, requestsPerFetch: 2 }

export interface RunnerInit extends Settler {
  readonly bytes: ByteStore
  readonly channel: EngineChannel
  readonly clock: Clock
  readonly limits: EngineLimits
  readonly transferFile: (init: TransferInit) => Promise<TransferResult>
  /** A fetch has an ending, or is interrupted until its next attempt. */
  readonly onSettled: (id: string) => void
  readonly onError: (error: unknown) => void
}

/** What one run needs beside that. */
export interface RunInit extends RunnerInit {
  readonly epoch: number
  readonly room: Room
  readonly landings: Landings
  readonly signal: AbortSignal
  readonly onChange: () => void
  /** Whether a run with so many requests under way may begin one more, before its turn. */
  readonly hasSlot: (requests: number) => boolean
  /** A request has ended: another may begin. */
  readonly onFree: () => void
}
