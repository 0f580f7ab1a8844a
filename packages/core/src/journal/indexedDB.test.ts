import { freshName, plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { createIndexedDBTables } from './indexedDB.js'
import { interleavingsContract } from './interleavings.contract.js'
import { journalContract } from './journal.contract.js'
import { readsContract } from './reads.contract.js'
import { tablesContract } from './tables.contract.js'

plugInIndexedDB()

const newDevice = () => {
  const name = freshName()
  return () => createIndexedDBTables(name)
}

tablesContract('IndexedDB', newDevice)
journalContract('IndexedDB', newDevice)
readsContract('IndexedDB', newDevice)
interleavingsContract('IndexedDB', newDevice, 20)
