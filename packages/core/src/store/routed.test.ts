import { expect, it } from 'vitest'
import { createMemoryBytes } from './memoryBytes.js'
import { createMemoryStore } from './memory.js'
import { createRoutedStore } from './routed.js'
import { storeContract } from './store.contract.js'

storeContract('routed', () => createRoutedStore({ cache: createMemoryStore(), bytes: [createMemoryBytes()] }))

async function keep(bytes: ReturnType<typeof createMemoryBytes>, key: string) {
  const file = await bytes.open(key, 1)
  await file.append(new TextEncoder().encode('from the engine'))
  await file.close()
}

it('asks the place that a key names', async () => {
  const bytes = createMemoryBytes()
  const store = createRoutedStore({ cache: createMemoryStore(), bytes: [bytes] })
  await keep(bytes, 'memory:film')
  await store.put('film', new Response('from the browser'))
  expect(await (await store.read('memory:film'))?.text()).toBe('from the engine')
  expect(await (await store.read('film'))?.text()).toBe('from the browser')
  expect((await store.keys()).toSorted()).toEqual(['film', 'memory:film'])
  await store.delete(['memory:film'])
  expect([await bytes.keys(), await store.keys()]).toEqual([[], ['film']])
})

it('asks the first of two places of a kind', async () => {
  const [ours, other] = [createMemoryBytes(), createMemoryBytes()]
  const store = createRoutedStore({ cache: createMemoryStore(), bytes: [ours, other] })
  await keep(ours, 'memory:film')
  await keep(other, 'memory:film')
  expect(await store.keys()).toEqual(['memory:film'])
})
