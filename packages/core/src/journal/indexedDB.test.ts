import { freshName, plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { createIndexedDBTables } from './indexedDB.js'
import { fenceContract } from './fence.contract.js'
import { interleavingsContract } from './interleavings.contract.js'
import { journalContract } from './journal.contract.js'
import { readsContract } from './reads.contract.js'
import { retryContract } from './retry.contract.js'
import { tablesContract } from './tables.contract.js'

plugInIndexedDB()

const newDevice = () => {
  const name = freshName()
  return () => createIndexedDBTables(name)
}

tablesContract('IndexedDB', newDevice)
journalContract('IndexedDB', newDevice)
retryContract('IndexedDB', newDevice)
fenceContract('IndexedDB', newDevice)
readsContract('IndexedDB', newDevice)
interleavingsContract('IndexedDB', newDevice, 20)
