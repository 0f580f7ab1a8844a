import { fenceContract } from './fence.contract.js'
import { interleavingsContract } from './interleavings.contract.js'
import { journalContract } from './journal.contract.js'
import { createMemoryTables } from './memory.js'
import { readsContract } from './reads.contract.js'
import { retryContract } from './retry.contract.js'
import { tablesContract } from './tables.contract.js'

const newDevice = () => {
  const tables = createMemoryTables()
  return () => tables
}

tablesContract('memory', newDevice)
journalContract('memory', newDevice)
retryContract('memory', newDevice)
fenceContract('memory', newDevice)
readsContract('memory', newDevice)
interleavingsContract('memory', newDevice, 300)
