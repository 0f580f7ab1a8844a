import type { BackgroundFetchAdapter } from '../adapter.js'
import { BackgroundFetchError } from '../errors.js'
import type { Clock } from '../progress/clock.js'
import type { RetryPolicy } from '../records/decide.js'
import { titleFromUrl } from '../records/title.js'
import type { FallbackEngineOptions } from '../fallback/createFallbackEngine.js'
import type { EngineChoice } from './routedAdapter.js'
import type { ByteStore } from '../store/bytes.js'
import type { Settler } from '../settlement/finish.js'
import type { BackgroundFetchOptions, ImageResource } from '../types.js'

/** Makes an engine over a client's journal and store. */
export type AdapterFactory = (settler: AdapterContext) => BackgroundFetchAdapter

/** A client's journal and store; and where bytes may be kept when nothing may be on the device. */
export interface AdapterContext extends Settler {
  readonly memoryBytes: ByteStore | null
}

export interface BackgroundFetchClientOptions {
  /**
   * Keeps two apps of one origin apart: database, cache, channel and lock names derive from it. The worker's
   * `listenForBackgroundFetches` must be given the same. Letters, digits, `-` and `_`.
   *
   * @default 'default'
   */
  readonly namespace?: string
  /** The service worker registration to use. @default the one whose scope holds the page */
  readonly registration?: ServiceWorkerRegistration | Promise<ServiceWorkerRegistration>
  /** When a failed attempt is followed by another. */
  readonly retry?: Partial<RetryPolicy>
  /**
   * Something could not be written or read on the device, or a damaged row was set aside. Transfers go on as well as
   * they can.
   */
  readonly onStorageError?: (error: unknown) => void
  /**
   * `'auto'`: the browser's own engine where it is willing, ours for the rest. `'native'` alone leaves a fetch that the
   * browser refuses `interrupted`; `'fallback'` alone starts none there. What one of them has begun stays with it.
   *
   * @default 'auto'
   */
  readonly engine?: EngineChoice
  /** Options of our own engine; its code is loaded only where it is needed. */
  readonly fallback?: FallbackEngineOptions
  /** An engine of your own, or `createMemoryEngine().adapter` in a test. @default what the browser has */
  readonly adapter?: AdapterFactory
  /**
   * Where journal and bytes are kept.
   *
   * @default 'device'; with an `adapter` of your own 'memory'
   */
  readonly storage?: 'device' | 'memory'
  /** Time, for tests. */
  readonly clock?: Clock
}

/** The specification sets no bound, and Chromium's tab crashes at a MiB; a name needs no more than this. */
const MAX_ID_BYTES = 1_024

/** An empty id crashes the tab in Chromium (measured), so it must never get there. */
export function checkId(id: unknown): asserts id is string {
  const isRight =
    typeof id === 'string' &&
    id !== '' &&
    isWellFormed(id) &&
    new TextEncoder().encode(id).length <= MAX_ID_BYTES
  if (isRight) return
  throw new BackgroundFetchError(
    'invalid-id',
    `An id must be a string of 1 to ${MAX_ID_BYTES} bytes of well-formed text; this one is ${describe(id)}. Use a short name of your own, such as “episode-5”.`,
  )
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text)
}

function describe(id: unknown): string {
  if (typeof id !== 'string') return `a ${typeof id}`
  return id === '' ? 'empty' : `${id.length} characters long`
}

/** Options as the journal keeps them. */
export interface CheckedOptions {
  readonly title: string
  readonly icons: readonly ImageResource[]
  readonly downloadTotalHint: number | null
}

export function checkOptions(
  options: BackgroundFetchOptions,
  firstUrl: string,
  base: string,
): CheckedOptions {
  const { title, icons = [], downloadTotal } = options
  if (title !== undefined && typeof title !== 'string') {
    throw new BackgroundFetchError('invalid-option', `title must be a string; it is a ${typeof title}.`)
  }
  if (downloadTotal !== undefined && !(Number.isSafeInteger(downloadTotal) && downloadTotal >= 0)) {
    throw new BackgroundFetchError(
      'invalid-option',
      `downloadTotal must be a whole number of bytes, 0 or more; it is ${String(downloadTotal)}. Leave it out where it is not known.`,
    )
  }
  if (!Array.isArray(icons))
    throw new BackgroundFetchError('invalid-option', 'icons must be a list of images with a src.')
  return {
    title: title || titleFromUrl(firstUrl),
    icons: icons.map((icon: ImageResource) => toIcon(icon, base)),
    downloadTotalHint: downloadTotal || null,
  }
}

function toIcon({ src, sizes, type, label }: ImageResource, base: string): ImageResource {
  try {
    return {
      src: new URL(src, base).href,
      ...(sizes !== undefined && { sizes }),
      ...(type !== undefined && { type }),
      ...(label !== undefined && { label }),
    }
  } catch (cause) {
    throw new BackgroundFetchError('invalid-option', `The icon “${src}” is not a URL.`, { cause })
  }
}
