import { byteStoreContract } from './bytes.contract.js'
import { createChunkStore } from './chunks.js'

byteStoreContract('chunks', 'indexeddb', createChunkStore)
