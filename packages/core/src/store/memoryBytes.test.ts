import { byteStoreContract } from './bytes.contract.js'
import type { ByteStore } from './bytes.js'
import { createMemoryBytes } from './memoryBytes.js'

const stores = new Map<string, ByteStore>()

byteStoreContract('memory', 'memory', (namespace) => {
  const store = stores.get(namespace) ?? createMemoryBytes()
  stores.set(namespace, store)
  return store
})
