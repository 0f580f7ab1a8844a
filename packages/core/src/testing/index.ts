export { adapterContract, type AdapterCase, type AdapterHarness } from './adapterContract.js'
export { createFakePlatform, type FakePlatform, type FakePlatformOptions, type FakeWorker } from './createFakePlatform.js'
export { createMemoryEngine, type MemoryEngine, type MemoryEngineOptions } from './createMemoryEngine.js'
export { createVirtualClock, type VirtualClock } from './createVirtualClock.js'
