import type { BackgroundFetchAdapter } from '../adapter.js'
import { createAnnouncements } from '../channel/announcements.js'
import { createLocks } from '../channel/locks.js'
import type { NativeEnvironment } from '../native/environment.js'
import { createNativeAdapter } from '../native/nativeAdapter.js'
import { DEFAULT_NAMESPACE } from '../platform/namespace.js'
import { fromPlatformId } from '../platform/platformId.js'
import type { PlatformManager, PlatformRegistration } from '../platform/types.js'
import type { Settler } from '../settlement/finish.js'
import { settleAborted, settleRegistration } from '../settlement/settle.js'
import { createVirtualClock, type VirtualClock } from './createVirtualClock.js'
import {
  changeWorker,
  checkTab,
  createFakeEnvironment,
  createFakeManager,
  type AcceptedFetch,
  type FakeBrowser,
  type FakeWorker,
} from './fakePage.js'
import { createFace, tellFaces, type FakeTransfer } from './fakeTransfer.js'

export type FakeBodies = Readonly<Record<string, BodyInit>>

export interface FakePlatformOptions {
  readonly namespace?: string
  readonly worker?: FakeWorker
  /** `'prompt'` allows one start per page load, as a profile does that nobody has asked yet. */
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
  readonly accepted: readonly AcceptedFetch[]
  /** Ids of what runs or waits, in the order they run. */
  readonly running: readonly string[]
  setWorker(worker: FakeWorker): void
  setPermission(permission: PermissionState): void
  /** The next start is rejected with it. */
  reject(error: unknown): void
  progress(id: string, moved: Partial<FakeTransfer['moved']>): void
  /** Every response comes home; those without a body here are empty. Settles with the worker's event. */
  succeed(id: string, bodies?: FakeBodies): Promise<void>
  /** The files of `bodies` come home before; the others with `status`, where it is not 0. */
  fail(
    id: string,
    reason: Exclude<PlatformRegistration['failureReason'], '' | 'aborted'>,
    bodies?: FakeBodies,
    status?: number,
  ): Promise<void>
  /** Success, a 200 with the right `Content-Length`, and no byte: the connection broke when all retries were used. */
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

export function createFakePlatform(options: FakePlatformOptions = {}): FakePlatform {
  const { namespace = DEFAULT_NAMESPACE } = options
  const pages = new Set<object>()
  let { settler } = options
  let held: Promise<void> | undefined

  const abort = async (transfer: FakeTransfer): Promise<boolean> => {
    if (transfers.get(transfer.id) !== transfer) return false
    void end(transfer, 'failure', 'aborted')
    return true
  }
  const faceOf = (transfer: FakeTransfer) => createFace(transfer, () => abort(transfer))
  const browser = createBrowser(options, faceOf)
  const { clock, transfers } = browser

  /** What the worker does in its event. */
  const dispatch = async (transfer: FakeTransfer) => {
    await held
    const of = fromPlatformId(namespace, transfer.id)
    if (of && settler && browser.worker === 'listening') {
      const init = {
        ...settler,
        locks: createLocks(namespace),
        isUnattended: () => Promise.resolve(pages.size === 0),
      }
      if (transfer.failureReason === 'aborted') await settleAborted(of, init)
      else await settleRegistration(faceOf(transfer), of, init)
      const announcements = createAnnouncements(namespace)
      announcements.announce({ type: 'changed', id: of.id })
      announcements.close()
    }
    transfer.recordsAvailable = false
  }
  const end = (
    transfer: FakeTransfer,
    result: 'success' | 'failure',
    reason: FakeTransfer['failureReason'] = '',
  ) => {
    // Nobody can find it from here on, not even in the event.
    transfers.delete(transfer.id)
    transfer.result = result
    transfer.failureReason = reason
    if (result === 'failure') transfer.moved.downloaded = 0
    tellFaces(transfer)
    return dispatch(transfer)
  }

  const openPage: FakePlatform['openPage'] = () => {
    const manager = createFakeManager(browser)
    const page = { ...createFakeEnvironment(browser, manager), manager, close: () => void pages.delete(page) }
    pages.add(page)
    return page
  }

  return {
    clock,
    accepted: browser.accepted,
    openPage,
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
    setWorker: (worker) => changeWorker(browser, worker),
    setPermission: (permission) => void (browser.permission = permission),
    reject: (error) => void browser.rejections.push(error),
    progress(id, moved) {
      const transfer = findOnItsTurn(browser, namespace, id)
      Object.assign(transfer.moved, moved)
      tellFaces(transfer)
    },
    async succeed(id, bodies = {}) {
      const transfer = findOnItsTurn(browser, namespace, id)
      bringHome(transfer, (url) => new Response(bodies[url] ?? ''))
      await end(transfer, 'success')
    },
    async fail(id, reason, bodies = {}, status = 0) {
      const transfer = findOnItsTurn(browser, namespace, id)
      bringHome(transfer, (url) => {
        if (url in bodies) return new Response(bodies[url])
        return status === 0 ? undefined : new Response(null, { status })
      })
      await end(transfer, 'failure', reason)
    },
    async falseSuccess(id, contentLength) {
      const transfer = findOnItsTurn(browser, namespace, id)
      bringHome(transfer, () => new Response('', { headers: { 'content-length': String(contentLength) } }))
      await end(transfer, 'success')
    },
    cancel: (id) => end(find(browser, namespace, id), 'failure', 'aborted'),
    drop: (id) => void transfers.delete(find(browser, namespace, id).id),
    unregisterWorker() {
      transfers.clear()
      changeWorker(browser, 'none')
    },
    async restart() {
      const all = Array.from(transfers.values(), (transfer) => end(transfer, 'failure', 'fetch-error'))
      await Promise.all(all)
    },
    holdEvents() {
      let release = () => {}
      held = new Promise((resolve) => {
        release = resolve
      })
      return () => release()
    },
  }
}

function createBrowser(options: FakePlatformOptions, faceOf: FakeBrowser['faceOf']): FakeBrowser {
  const {
    worker = 'listening',
    permission = 'granted',
    isFramed = false,
    clock = createVirtualClock(),
  } = options
  const lists = { transfers: new Map(), accepted: [], rejections: [], waiting: new Set<() => void>() }
  return { ...lists, clock, isFramed, worker, permission, crash: undefined, faceOf }
}

/** The newest of that id. */
function find(browser: FakeBrowser, namespace: string, id: string): FakeTransfer {
  checkTab(browser)
  const all = [...browser.transfers.values()]
  const found = all.findLast(
    (transfer) => transfer.id === id || fromPlatformId(namespace, transfer.id)?.id === id,
  )
  if (found) return found
  const running = [...browser.transfers.keys()].join(', ') || 'nothing'
  throw new Error(`The browser runs no “${id}”. It runs: ${running}`)
}

function findOnItsTurn(browser: FakeBrowser, namespace: string, id: string): FakeTransfer {
  const transfer = find(browser, namespace, id)
  const [first] = browser.transfers.values()
  if (first !== transfer) throw new Error(`“${id}” waits for its turn behind “${first?.id}”`)
  if (browser.isFramed) throw new Error('A fetch that an iframe started never moves')
  return transfer
}

function bringHome(transfer: FakeTransfer, respond: (url: string) => Response | undefined): void {
  for (const [at, { url }] of transfer.requests.entries()) {
    if (respond(url)) transfer.responses.set(at, () => respond(url)!)
  }
}
