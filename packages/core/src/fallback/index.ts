export {
  createFallbackEngine,
  type FallbackEngineInit,
  type FallbackEngineOptions,
} from './createFallbackEngine.js'
export type { EngineLimits } from './runnerInit.js'
export type { TransferPolicy } from './transfer/transfer.js'
