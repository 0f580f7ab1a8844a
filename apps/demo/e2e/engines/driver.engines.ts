import type { Tab } from './driver.ts'
import { expect, openStage, test } from './testing.ts'

// Only the drivers are tested here: no service worker is needed, and none is set up.
const PAGE = '/?worker=none'

/** Resolves as soon as the platform says that the row is on disk. */
function writeRow(tab: Tab, value: string) {
  return tab.evaluate(async (value) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('drivers', 1)
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore('rows'))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
    const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' })
    transaction.objectStore('rows').put(value, 'key')
    await new Promise<void>((resolve, reject) => {
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
  }, value)
}

function readRow(tab: Tab) {
  return tab.evaluate(
    () =>
      new Promise<unknown>((resolve, reject) => {
        const request = indexedDB.open('drivers', 1)
        request.addEventListener('error', () => reject(request.error))
        request.addEventListener('success', () => {
          const row = request.result.transaction('rows').objectStore('rows').get('key')
          row.addEventListener('success', () => resolve(row.result))
          row.addEventListener('error', () => reject(row.error))
        })
      }),
  )
}

test('opens a page that may use everything the fallback is made of', async ({ open, server }) => {
  const tab = await openStage(await open(), server.url + PAGE)
  const has = await tab.evaluate(async () => ({
    isSecureContext,
    isVisible: document.visibilityState === 'visible',
    serviceWorker: 'serviceWorker' in navigator,
    indexedDB: 'indexedDB' in globalThis,
    locks: 'locks' in navigator,
    broadcastChannel: 'BroadcastChannel' in globalThis,
    estimate: ((await navigator.storage.estimate()).quota ?? 0) > 0,
    originPrivateFiles: (await navigator.storage.getDirectory()).kind === 'directory',
    writableFiles: 'createWritable' in FileSystemFileHandle.prototype,
    persist: typeof (await navigator.storage.persist()),
  }))
  expect(has).toEqual({
    isSecureContext: true,
    isVisible: true,
    serviceWorker: true,
    indexedDB: true,
    locks: true,
    broadcastChannel: true,
    estimate: true,
    originPrivateFiles: true,
    writableFiles: true,
    persist: 'boolean',
  })
})

test('has no background fetch of its own', async ({ tab }) => {
  const has = await tab.evaluate(async () => 'backgroundFetch' in (await navigator.serviceWorker.ready))
  expect(has).toBe(false)
})

test('carries values to the page and back, and its errors', async ({ open, server }) => {
  const tab = await openStage(await open(), server.url + PAGE)
  const film = { name: 'Metropolis — “1927”', parts: [1, null, { isLast: true }] }
  expect(await tab.evaluate((film) => Promise.resolve({ film }), film)).toEqual({ film })
  expect(await tab.evaluate(() => undefined)).toBeUndefined()
  const failing = tab.evaluate(async () => {
    await Promise.resolve()
    throw new RangeError('out of reels')
  })
  await expect(failing).rejects.toMatchObject({ name: 'RangeError', message: 'out of reels' })
})

test('lets go of a call whose document is left', async ({ open, server }) => {
  const tab = await openStage(await open(), server.url + PAGE)
  await tab.evaluate(() => void Object.assign(globalThis, { mark: true }))
  const unanswered = expect(tab.evaluate(() => new Promise(() => undefined))).rejects.toThrow(Error)
  await tab.reload()
  await unanswered
  expect(await tab.evaluate(() => 'mark' in globalThis)).toBe(false)
  await tab.goto(`${server.url}${PAGE}&again`)
  expect(await tab.evaluate(() => location.search)).toBe('?worker=none&again')
})

test('has tabs that hear one another', async ({ open, server }) => {
  const driver = await open()
  const listener = await openStage(driver, server.url + PAGE)
  const speaker = await openStage(driver, server.url + PAGE)
  await listener.evaluate(() => {
    const heard: unknown[] = []
    const channel = new BroadcastChannel('drivers')
    channel.addEventListener('message', ({ data }) => heard.push(data))
    Object.assign(globalThis, { heard, channel })
  })
  await speaker.evaluate(() => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel is of one origin
    new BroadcastChannel('drivers').postMessage('hello')
  })
  await expect.poll(() => listener.evaluate(() => Reflect.get(globalThis, 'heard'))).toEqual(['hello'])
})

test('takes one tab from the others', async ({ open, server }) => {
  const driver = await open()
  const [first, second, third] = [
    await openStage(driver, server.url + PAGE),
    await openStage(driver, server.url + PAGE),
    await openStage(driver, server.url + PAGE),
  ]
  await second.close()
  const unanswered = expect(third.evaluate(() => new Promise(() => undefined))).rejects.toThrow(Error)
  await third.crash()
  await unanswered
  expect(await first.evaluate(() => 'stage' in globalThis)).toBe(true)
})

test('keeps what was written before a kill, and before quitting', async ({ open, server }) => {
  const first = await open()
  await writeRow(await openStage(first, server.url + PAGE), 'before the kill')
  await first.kill()

  const second = await open()
  const tab = await openStage(second, server.url + PAGE)
  expect(await readRow(tab)).toBe('before the kill')
  await writeRow(tab, 'before quitting')
  await second.close()

  const third = await open()
  expect(await readRow(await openStage(third, server.url + PAGE))).toBe('before quitting')
})

test('takes the network away where the browser can', async ({ open, server }) => {
  const driver = await open()
  test.skip(driver.setOffline === null, 'only the server can go away')
  const tab = await openStage(driver, server.url + PAGE)
  const look = () =>
    tab.evaluate(async () => {
      const fetched = await fetch('/').then(
        () => true,
        () => false,
      )
      return { isOnline: navigator.onLine, fetched }
    })
  await driver.setOffline!(true)
  expect(await look()).toEqual({ isOnline: false, fetched: false })
  await driver.setOffline!(false)
  expect(await look()).toEqual({ isOnline: true, fetched: true })
})
