import { describe, expect, it } from 'vitest'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { createMemoryStore } from '../store/memory.js'
import type { BackgroundFetchCapabilities } from '../types.js'
import { adapterContract, type AdapterHarness } from './adapterContract.js'
import { createFakePlatform } from './createFakePlatform.js'
import { createMemoryEngine } from './createMemoryEngine.js'
import { overFallback } from './fixtures/fallbackHarness.js'

describe.each([
  { engine: 'memory', create: overMemory },
  { engine: 'memory', create: () => overMemory({ pause: false }) },
  { engine: 'native', create: overNative },
  { engine: 'fallback', create: overFallback },
])('the $engine adapter', ({ engine, create }) => {
  it.each(adapterContract)('$name', async ({ run }) => {
    const harness = create()
    expect(harness.adapter.engine).toBe(engine)
    await run(harness)
    harness.dispose()
  })
})

it('fails an adapter that breaks the contract', async () => {
  const { adapter, ...harness } = overMemory()
  const doubled = { ...adapter, list: async () => [...(await adapter.list()), ...(await adapter.list())] }
  const lists = adapterContract.find(({ name }) => name.startsWith('lists'))!
  await expect(lists.run({ ...harness, adapter: doubled })).rejects.toThrow('the list: expected')
})

function createSettler() {
  const journal = createJournal(createMemoryTables())
  return { journal, store: createMemoryStore(), now: () => 1, isUnattended: async () => false }
}

function toBodies(urls: readonly string[]) {
  return Object.fromEntries(urls.map((url) => [url, 'bytes']))
}

function overMemory(capabilities: Partial<BackgroundFetchCapabilities> = {}): AdapterHarness {
  const engine = createMemoryEngine({ capabilities })
  const settler = createSettler()
  const adapter = engine.adapter(settler)
  return {
    adapter,
    journal: settler.journal,
    requested: () => engine.running.at(-1)!.requests.map(({ request }) => request.url),
    progress: (id, downloaded) => engine.progress(id, { downloaded }),
    succeed: (id) => engine.succeed(id),
    fail: (id, gained) => engine.fail(id, { reason: 'fetch-error' }, toBodies(gained)),
    dispose: () => adapter.dispose(),
  }
}

function overNative(): AdapterHarness {
  const platform = createFakePlatform()
  const settler = createSettler()
  const adapter = platform.adapter(settler)
  return {
    adapter,
    journal: settler.journal,
    requested: () => platform.accepted.at(-1)!.urls,
    progress: (id, downloaded) => platform.progress(id, { downloaded }),
    succeed: (id) => platform.succeed(id),
    fail: (id, gained) => platform.fail(id, 'fetch-error', toBodies(gained)),
    dispose: () => adapter.dispose(),
  }
}
