import { afterEach, expect, it } from 'vitest'
import { byteStoreContract } from './bytes.contract.js'
import { FencedError } from './bytes.js'
import { createRemoteBytes } from './fixtures/remoteBytes.js'
import { createFolders } from './opfsFolders.js'
import { createOpfsReader } from './opfsReader.js'

const KEY = 'opfs:film'
const MiB = 1024 * 1024
const remotes: ReturnType<typeof createRemoteBytes>[] = []
let namespaces = 0

function newRemote(namespace: string) {
  const remote = createRemoteBytes('opfs', namespace)
  remotes.push(remote)
  return remote
}

const freshNamespace = () => `opfs-${Date.now()}-${(namespaces += 1)}`
const bytes = (text: string) => new TextEncoder().encode(text)

async function partsOf(namespace: string): Promise<string[]> {
  const folder = await createFolders(namespace).open('film', { create: false })
  const names: string[] = []
  if (folder) for await (const name of folder.keys()) names.push(name)
  return names.toSorted()
}

/** Parts as a crash may have left them. */
async function leaveParts(namespace: string, parts: Record<string, string>) {
  const folder = (await createFolders(namespace).open('film', { create: true }))!
  for (const [name, text] of Object.entries(parts)) {
    const writable = await (await folder.getFileHandle(name, { create: true })).createWritable()
    await writable.write(text)
    await writable.close()
  }
}

afterEach(async () => {
  for (const remote of remotes.splice(0)) remote.kill()
})

byteStoreContract('OPFS', 'opfs', newRemote)

it('has lost nothing when the worker is killed before it flushed', async () => {
  const namespace = freshNamespace()
  const killed = newRemote(namespace)
  const file = await killed.open(KEY, 1)
  for (const text of ['moving ', 'pictures']) await file.append(bytes(text))
  killed.kill()
  expect((await newRemote(namespace).open(KEY, 2)).size).toBe(15)
})

it('is read by a page, which has no handles', async () => {
  const namespace = freshNamespace()
  const file = await newRemote(namespace).open(KEY, 1)
  await file.append(bytes('moving pictures'))
  const page = createOpfsReader(namespace)
  expect(await (await page.read(KEY))!.text()).toBe('moving pictures')
  expect([await page.keys(), await page.read('opfs:other')]).toEqual([[KEY], null])
})

it('cuts a part where the next epoch began, whatever a woken tab has put behind', async () => {
  const namespace = freshNamespace()
  await leaveParts(namespace, {
    '1-0': 'moving late bytes',
    '2-7': '',
    '3-7': 'pict and late',
    '10-11': 'ures',
  })
  expect(await (await createOpfsReader(namespace).read(KEY))!.text()).toBe('moving pictures')
  const file = await newRemote(namespace).open(KEY, 10)
  expect(file.size).toBe(15)
  expect(await partsOf(namespace)).toEqual(['1-0', '10-11', '3-7'])
})

it.each([
  ['a later epoch', 3, '3-4'],
  ['the same epoch', 2, '2-4'],
])('counts up to a hole that a power cut left, and %s goes on there', async (_name, epoch, part) => {
  const namespace = freshNamespace()
  await leaveParts(namespace, { '1-0': 'movi', '2-7': 'pictures' })
  expect(await (await createOpfsReader(namespace).read(KEY))!.text()).toBe('movi')
  const remote = newRemote(namespace)
  const file = await remote.open(KEY, epoch)
  expect(file.size).toBe(4)
  await file.append(bytes('ng'))
  await file.close()
  expect(await (await remote.read(KEY))!.text()).toBe('moving')
  expect(await partsOf(namespace)).toEqual(['1-0', part])
})

it('tells a woken tab before it writes much', async () => {
  const namespace = freshNamespace()
  const old = await newRemote(namespace).open(KEY, 1)
  await newRemote(namespace).open(KEY, 2)
  const append = () =>
    old.append(bytes('late')).then(
      () => 'taken',
      (error: Error) => error.name,
    )
  await expect.poll(append, { timeout: 5_000 }).toBe('FencedError')
  expect((await createOpfsReader(namespace).read(KEY))?.size).toBe(0)
})

it('leaves nothing behind where it was refused', async () => {
  const namespace = freshNamespace()
  await leaveParts(namespace, { '2-0': 'kept' })
  await expect(newRemote(namespace).open(KEY, 1)).rejects.toBeInstanceOf(FencedError)
  expect(await partsOf(namespace)).toEqual(['2-0'])
})

it('begins with nothing where a deleted part could not go', async () => {
  const namespace = freshNamespace()
  await leaveParts(namespace, { '1-0': 'an old film', '1-11': '!', gone: '' })
  expect((await newRemote(namespace).open(KEY, 1)).size).toBe(0)
  expect((await createOpfsReader(namespace).read(KEY))?.size).toBe(0)
})

it('lets go of its own handle to free a file', async () => {
  const namespace = freshNamespace()
  const remote = newRemote(namespace)
  await remote.open(KEY, 1)
  await remote.delete([KEY])
  expect(await partsOf(namespace)).toEqual([])
})

it('frees what a frozen tab held when it was deleted, once that tab is gone', async () => {
  const namespace = freshNamespace()
  const frozen = newRemote(namespace)
  await frozen.open(KEY, 1)
  const page = createOpfsReader(namespace)
  await page.delete([KEY])
  expect([await page.read(KEY), await page.keys()]).toEqual([null, []])
  expect(await partsOf(namespace)).toContain('1-0')
  frozen.kill()
  await expect
    .poll(async () => {
      await page.keys()
      return partsOf(namespace)
    })
    .toEqual([])
})

it('has nothing, and says so, where nobody has written', async () => {
  const page = createOpfsReader(freshNamespace())
  await page.delete([KEY])
  expect([await page.read(KEY), await page.keys()]).toEqual([null, []])
})

it('keeps a large file, cuts slices out of it, and gives its room back', { timeout: 60_000 }, async () => {
  // Browsers take their time to count, and other tests of this origin write and free at the same time.
  const soon = { timeout: 10_000 }
  const usage = async () => {
    const estimate: StorageEstimate & { usageDetails?: { fileSystem?: number } } =
      await navigator.storage.estimate()
    return estimate.usageDetails?.fileSystem ?? 0
  }
  const [before, namespace] = [await usage(), freshNamespace()]
  const remote = newRemote(namespace)
  const file = await remote.open(KEY, 1)
  for (let at = 0; at < 50; at++) await file.append(new Uint8Array(4 * MiB).fill(at))
  await file.close()
  expect(file.size).toBe(200 * MiB)
  const page = createOpfsReader(namespace)
  const body = (await page.read(KEY))!
  expect(body.size).toBe(200 * MiB)
  expect([...new Uint8Array(await body.slice(160 * MiB - 1, 160 * MiB + 1).arrayBuffer())]).toEqual([39, 40])
  await expect.poll(usage, soon).toBeGreaterThan(before + 150 * MiB)
  await page.delete([KEY])
  await expect.poll(usage, soon).toBeLessThan(before + 50 * MiB)
})
