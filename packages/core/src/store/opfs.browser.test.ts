import { afterEach } from 'vitest'
import { byteStoreContract } from './bytes.contract.js'
import { createRemoteBytes } from './fixtures/remoteBytes.js'

const remotes: ReturnType<typeof createRemoteBytes>[] = []

function newRemote(namespace: string) {
  const remote = createRemoteBytes('opfs', namespace)
  remotes.push(remote)
  return remote
}

afterEach(() => {
  for (const remote of remotes.splice(0)) remote.kill()
})

byteStoreContract('OPFS', 'opfs', newRemote)
