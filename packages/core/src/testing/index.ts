export { createMemoryEngine, type MemoryEngine, type MemoryEngineOptions } from './createMemoryEngine.js'
export { createVirtualClock, type VirtualClock } from './createVirtualClock.js'
