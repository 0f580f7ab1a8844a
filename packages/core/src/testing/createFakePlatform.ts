import type { BackgroundFetchAdapter } from '../adapter.js'
import { createAnnouncements } from '../channel/announcements.js'
import { PROTOCOL } from '../channel/handshake.js'
import { createLocks } from '../channel/locks.js'
import type { NativeEnvironment } from '../native/environment.js'
import { createNativeAdapter } from '../native/nativeAdapter.js'
import { DEFAULT_NAMESPACE } from '../platform/namespace.js'
import { fromPlatformId } from '../platform/platformId.js'
import type { PlatformManager, PlatformRegistration } from '../platform/types.js'
import type { Settler } from '../settlement/finish.js'
import { settleAborted, settleRegistration } from '../settlement/settle.js'
import { createVirtualClock, type VirtualClock } from './createVirtualClock.js'
import { createFace, createFakeTransfer, tellFaces, type FakeTransfer } from './fakeTransfer.js'

/** `'deaf'`: active, but without our listener, as after a deploy gone wrong. */
export type FakeWorker = 'listening' | 'deaf' | 'installing' | 'none'
export type FakeBodies = Readonly<Record<string, BodyInit>>

export interface FakePlatformOptions {
  readonly namespace?: string
  readonly worker?: FakeWorker
  /** Anything but `'granted'` allows one start per page load, as a profile does that nobody has asked yet. */
  readonly permission?: PermissionState
  readonly isFramed?: boolean
  readonly clock?: VirtualClock
  /** What the worker settles over until a client brings its own. */
  readonly settler?: Settler
}

/** A browser with Background Fetch that does what a test says, traps included. Ids are the app's or the platform's. */
export interface FakePlatform {
  readonly clock: VirtualClock
  /** Every call is a page load. Hand it to `createBackgroundFetchClient({ adapter })`. */
  readonly adapter: (settler: Settler) => BackgroundFetchAdapter
  /** A page of its own, for what needs no adapter. */
  openPage(): NativeEnvironment & { readonly manager: PlatformManager; close(): void }
  /** What the browser took on, oldest first. */
  readonly accepted: readonly { readonly id: string; readonly urls: readonly string[]; readonly downloadTotal: number | undefined }[]
  /** Ids of what runs or waits, in the order they run. */
  readonly running: readonly string[]
  setWorker(worker: FakeWorker): void
  setPermission(permission: PermissionState): void
  /** The next starts are rejected with it. */
  reject(error: unknown): void
  progress(id: string, moved: Partial<FakeTransfer['moved']>): void
  /** Every response comes home; those without a body here are empty. Settles with the worker's event. */
  succeed(id: string, bodies?: FakeBodies): Promise<void>
  fail(id: string, reason: Exclude<PlatformRegistration['failureReason'], '' | 'aborted'>, bodies?: FakeBodies, status?: number): Promise<void>
  /** Success, a 200 with the right `Content-Length`, and no byte: a connection that broke when all retries were used. */
  falseSuccess(id: string, contentLength: number): Promise<void>
  /** The user's cancel in the browser's own list. */
  cancel(id: string): Promise<void>
  /** Gone without any event. */
  drop(id: string): void
  /** Aborts everything without any event. */
  unregisterWorker(): void
  /** The browser was quit: at the next start everything fails at once. Dispose of the clients first. */
  restart(): Promise<void>
  /** Worker events wait until the function it returns is called: a worker that is slow, or asleep. */
  holdEvents(): () => void
}

export const FAKE_ORIGIN = 'https://app.example'
const MAX_REGISTRATIONS = 5

export function createFakePlatform(options: FakePlatformOptions = {}): FakePlatform {
  const { namespace = DEFAULT_NAMESPACE, isFramed = false, clock = createVirtualClock() } = options
  let { worker = 'listening', permission = 'granted', settler } = options
  const transfers = new Map<string, FakeTransfer>()
  const accepted: FakePlatform['accepted'][number][] = []
  const rejections: unknown[] = []
  const pages = new Set<object>()
  const forWorker = new Set<() => void>()
  let held: Promise<void> | undefined
  let crash: Error | undefined

  const workers = { listening: fakeWorker(PROTOCOL), deaf: fakeWorker(0), installing: null, none: null }
  const checkTab = () => {
    if (crash) throw crash
  }

  const need = (id: string): FakeTransfer => {
    checkTab()
    const transfer = transfers.get(id) ?? [...transfers.values()].findLast((candidate) => fromPlatformId(namespace, candidate.id)?.id === id)
    if (!transfer) throw new Error(`The browser runs no “${id}”. It runs: ${[...transfers.keys()].join(', ') || 'nothing'}`)
    return transfer
  }
  const needOnItsTurn = (id: string): FakeTransfer => {
    const transfer = need(id)
    const [first] = transfers.values()
    if (first !== transfer) throw new Error(`“${id}” waits for its turn behind “${first?.id}”`)
    if (isFramed) throw new Error('A fetch that an iframe started never moves')
    return transfer
  }

  const dispatch = async (transfer: FakeTransfer) => {
    await held
    const of = fromPlatformId(namespace, transfer.id)
    if (of && settler && worker === 'listening') {
      const init = { ...settler, locks: createLocks(namespace), isUnattended: async () => pages.size === 0 }
      if (transfer.failureReason === 'aborted') await settleAborted(of, init)
      else await settleRegistration(faceOf(transfer), of, init)
      const announcements = createAnnouncements(namespace)
      announcements.announce({ type: 'changed', id: of.id })
      announcements.close()
    }
    transfer.recordsAvailable = false
  }
  const end = (transfer: FakeTransfer, result: 'success' | 'failure', reason: PlatformRegistration['failureReason'] = ''): Promise<void> => {
    // Nobody can find it from here on, not even in the event.
    transfers.delete(transfer.id)
    transfer.result = result
    transfer.failureReason = reason
    if (result === 'failure') transfer.moved.downloaded = 0
    tellFaces(transfer)
    return dispatch(transfer)
  }
  const abort = async (transfer: FakeTransfer): Promise<boolean> => {
    if (transfers.get(transfer.id) !== transfer) return false
    void end(transfer, 'failure', 'aborted')
    return true
  }
  const faceOf = (transfer: FakeTransfer) => createFace(transfer, () => abort(transfer))
  const bringHome = (transfer: FakeTransfer, bodies: FakeBodies, status: number, isAll: boolean) => {
    for (const [at, { url }] of transfer.requests.entries()) {
      const body = url in bodies ? bodies[url]! : isAll ? '' : undefined
      if (body !== undefined) transfer.responses.set(at, () => new Response(body, { status: 200 }))
      else if (status !== 0) transfer.responses.set(at, () => new Response(null, { status }))
    }
  }

  const createManager = (page: { starts: number }): PlatformManager => ({
    async fetch(id, requests, fetchOptions = {}) {
      checkTab()
      if (id === '') throw (crash = new Error('The tab has crashed: an empty id reached the browser'))
      if (requests.length === 0) throw new TypeError('At least one request must be given.')
      if (!workers[worker]) throw new TypeError('No active registration available on the ServiceWorkerRegistration.')
      if (rejections.length > 0) throw rejections.shift()
      if (transfers.has(id)) throw new TypeError('There already is a registration for the given id.')
      if (permission === 'denied' || (permission === 'prompt' && page.starts > 0)) {
        throw new TypeError('This origin does not have permission to start a fetch.')
      }
      if (transfers.size >= MAX_REGISTRATIONS) throw new TypeError('There are too many active fetches for this origin.')
      page.starts += 1
      const transfer = createFakeTransfer(id, requests, fetchOptions)
      transfers.set(id, transfer)
      accepted.push({ id, urls: requests.map(({ url }) => url), downloadTotal: fetchOptions.downloadTotal })
      return faceOf(transfer)
    },
    async get(id) {
      checkTab()
      const transfer = transfers.get(id)
      return transfer && faceOf(transfer)
    },
    async getIds() {
      checkTab()
      return [...transfers.keys()]
    },
  })

  const openPage: FakePlatform['openPage'] = () => {
    const page = { starts: 0 }
    pages.add(page)
    const manager = createManager(page)
    return {
      manager,
      origin: FAKE_ORIGIN,
      close: () => void pages.delete(page),
      isFramed: () => isFramed,
      permission: async () => permission,
      registration: async () => (worker === 'none' ? undefined : { active: workers[worker], backgroundFetch: manager }),
      shakeHands: async (candidate) => candidate === workers.listening,
      async activeWorker(limitMs) {
        if (workers[worker] || limitMs === 0) return workers[worker]
        return new Promise((resolve) => {
          const answer = () => {
            cancel?.()
            forWorker.delete(answer)
            resolve(workers[worker])
          }
          const cancel = limitMs === Infinity ? undefined : clock.timeout(answer, limitMs)
          forWorker.add(answer)
        })
      },
    }
  }

  const setWorker = (next: FakeWorker) => {
    worker = next
    if (workers[worker]) for (const answer of [...forWorker]) answer()
  }

  return {
    clock,
    accepted,
    openPage,
    setWorker,
    adapter(given) {
      settler = given
      const page = openPage()
      const adapter = createNativeAdapter({ namespace, environment: page })
      return {
        ...adapter,
        dispose() {
          page.close()
          adapter.dispose()
        },
      }
    },
    get running() {
      return [...transfers.keys()]
    },
    setPermission: (next) => void (permission = next),
    reject: (error) => void rejections.push(error),
    progress(id, moved) {
      const transfer = needOnItsTurn(id)
      Object.assign(transfer.moved, moved)
      tellFaces(transfer)
    },
    async succeed(id, bodies = {}) {
      const transfer = needOnItsTurn(id)
      bringHome(transfer, bodies, 200, true)
      await end(transfer, 'success')
    },
    async fail(id, reason, bodies = {}, status = 0) {
      const transfer = needOnItsTurn(id)
      bringHome(transfer, bodies, status, false)
      await end(transfer, 'failure', reason)
    },
    async falseSuccess(id, contentLength) {
      const transfer = needOnItsTurn(id)
      const headers = { 'content-length': String(contentLength) }
      for (const at of transfer.requests.keys()) transfer.responses.set(at, () => new Response('', { headers }))
      await end(transfer, 'success')
    },
    cancel: (id) => end(need(id), 'failure', 'aborted'),
    drop: (id) => void transfers.delete(need(id).id),
    unregisterWorker() {
      transfers.clear()
      setWorker('none')
    },
    async restart() {
      await Promise.all([...transfers.values()].map((transfer) => end(transfer, 'failure', 'fetch-error')))
    },
    holdEvents() {
      const { promise, resolve } = withResolvers()
      held = promise
      return () => {
        held = undefined
        resolve()
      }
    },
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

/** Answers a handshake at once, with a protocol that is ours or is not. */
function fakeWorker(protocol: number): ServiceWorker {
  const postMessage = (_message: unknown, [port]: readonly MessagePort[] = []) => port?.postMessage({ longhaul: 'listening', protocol })
  return { state: 'activated', postMessage } as unknown as ServiceWorker
}
