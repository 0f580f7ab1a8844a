import { byteStoreContract } from './bytes.contract.js'
import { createChunkStore } from './chunks.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'

plugInIndexedDB()

byteStoreContract('chunks', 'indexeddb', createChunkStore)
byteStoreContract('small chunks', 'indexeddb', (namespace) => createChunkStore(namespace, { chunkSize: 5 }))
