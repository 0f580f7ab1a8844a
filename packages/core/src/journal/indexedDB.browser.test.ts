import { afterAll } from 'vitest'
import { createIndexedDBTables } from './indexedDB.js'
import { fenceContract } from './fence.contract.js'
import { interleavingsContract } from './interleavings.contract.js'
import { journalContract } from './journal.contract.js'
import { readsContract } from './reads.contract.js'
import { retryContract } from './retry.contract.js'
import { tablesContract } from './tables.contract.js'

const newDevice = () => {
  const name = `longhaul:test-${crypto.randomUUID()}`
  return () => createIndexedDBTables(name)
}

afterAll(async () => {
  for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name!)
})

tablesContract('IndexedDB in a browser', newDevice)
journalContract('IndexedDB in a browser', newDevice)
retryContract('IndexedDB in a browser', newDevice)
fenceContract('IndexedDB in a browser', newDevice)
readsContract('IndexedDB in a browser', newDevice)
interleavingsContract('IndexedDB in a browser', newDevice, 10)
