import { PROTOCOL } from '../channel/handshake.js'
import type { NativeEnvironment } from '../native/environment.js'
import type { PlatformManager, PlatformRegistration } from '../platform/types.js'
import { createFakeTransfer, type FakeTransfer } from './fakeTransfer.js'
import type { VirtualClock } from './createVirtualClock.js'

/** `'deaf'`: active, but without our listener, as after a deploy gone wrong. */
export type FakeWorker = 'listening' | 'deaf' | 'installing' | 'none'

export interface AcceptedFetch {
  readonly id: string
  readonly urls: readonly string[]
  readonly downloadTotal: number | undefined
}

/** What all pages of a fake browser share. */
export interface FakeBrowser {
  readonly clock: VirtualClock
  readonly isFramed: boolean
  /** In the order they run. */
  readonly transfers: Map<string, FakeTransfer>
  readonly accepted: AcceptedFetch[]
  /** What the next starts are rejected with. */
  readonly rejections: unknown[]
  /** Pages that wait for a worker. */
  readonly waiting: Set<() => void>
  worker: FakeWorker
  permission: PermissionState
  crash: Error | undefined
  faceOf(transfer: FakeTransfer): PlatformRegistration
}

export const FAKE_ORIGIN = 'https://app.example'
const MAX_REGISTRATIONS = 5

const WORKERS = { listening: fakeWorker(PROTOCOL), deaf: fakeWorker(0), installing: null, none: null }

/** Throws for good once the tab has crashed: no test may go on as if nothing had happened. */
export function checkTab({ crash }: FakeBrowser): void {
  if (crash) throw crash
}

/** The manager of one page load, with Chromium's sentences. */
export function createFakeManager(browser: FakeBrowser): PlatformManager {
  const { transfers, accepted, rejections, faceOf } = browser
  let starts = 0
  const check = (id: string, requests: readonly Request[]) => {
    checkTab(browser)
    if (id === '') {
      browser.crash = new Error('The tab has crashed: an empty id reached the browser')
      throw browser.crash
    }
    if (requests.length === 0) throw new TypeError('At least one request must be given.')
    if (!WORKERS[browser.worker])
      throw new TypeError('No active registration available on the ServiceWorkerRegistration.')
    if (rejections.length > 0) throw rejections.shift()
    if (transfers.has(id)) throw new TypeError('There already is a registration for the given id.')
    const isAllowed = browser.permission === 'granted' || (browser.permission === 'prompt' && starts === 0)
    if (!isAllowed) throw new TypeError('This origin does not have permission to start a fetch.')
    if (transfers.size >= MAX_REGISTRATIONS)
      throw new TypeError('There are too many active fetches for this origin.')
  }
  return {
    async fetch(id, requests, options = {}) {
      check(id, requests)
      starts += 1
      const transfer = createFakeTransfer(id, requests, options)
      transfers.set(id, transfer)
      accepted.push({ id, urls: requests.map(({ url }) => url), downloadTotal: options.downloadTotal })
      return faceOf(transfer)
    },
    async get(id) {
      checkTab(browser)
      const transfer = transfers.get(id)
      return transfer && faceOf(transfer)
    },
    async getIds() {
      checkTab(browser)
      return [...transfers.keys()]
    },
  }
}

export function createFakeEnvironment(browser: FakeBrowser, manager: PlatformManager): NativeEnvironment {
  const { clock, waiting } = browser
  return {
    origin: FAKE_ORIGIN,
    isFramed: () => browser.isFramed,
    permission: async () => browser.permission,
    registration: async () =>
      browser.worker === 'none' ? undefined : { active: WORKERS[browser.worker], backgroundFetch: manager },
    shakeHands: async (candidate) => candidate === WORKERS.listening,
    async activeWorker(limitMs) {
      if (WORKERS[browser.worker] || limitMs === 0) return WORKERS[browser.worker]
      return new Promise((resolve) => {
        const answer = () => {
          cancel?.()
          waiting.delete(answer)
          resolve(WORKERS[browser.worker])
        }
        const cancel = limitMs === Infinity ? undefined : clock.timeout(answer, limitMs)
        waiting.add(answer)
      })
    },
  }
}

/** Another worker is active now, or none. */
export function changeWorker(browser: FakeBrowser, worker: FakeWorker): void {
  browser.worker = worker
  if (WORKERS[worker]) browser.waiting.forEach((answer) => answer())
}

/** Answers a handshake at once, with a protocol that is ours or is not. */
function fakeWorker(protocol: number): ServiceWorker {
  const postMessage = (_message: unknown, [port]: readonly MessagePort[] = []) =>
    port?.postMessage({ longhaul: 'listening', protocol })
  return { state: 'activated', postMessage } as unknown as ServiceWorker
}
