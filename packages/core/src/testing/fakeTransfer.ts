import type { PlatformManager, PlatformRecord, PlatformRegistration } from '../platform/types.js'

type FetchOptions = NonNullable<Parameters<PlatformManager['fetch']>[2]>

/** What the browser knows of one registration. Pages see it through as many objects as they ask for. */
export interface FakeTransfer {
  readonly id: string
  readonly requests: readonly Request[]
  readonly options: FetchOptions
  readonly moved: { downloaded: number; downloadTotal: number; uploaded: number; uploadTotal: number }
  result: PlatformRegistration['result']
  failureReason: PlatformRegistration['failureReason']
  recordsAvailable: boolean
  /** Responses that have come home, by place in `requests`; made anew for each reader. */
  readonly responses: Map<number, () => Response>
  readonly faces: Set<EventTarget>
}

export function createFakeTransfer(
  id: string,
  requests: readonly Request[],
  options: FetchOptions,
): FakeTransfer {
  return {
    id,
    requests,
    options,
    moved: { downloaded: 0, downloadTotal: options.downloadTotal ?? 0, uploaded: 0, uploadTotal: 0 },
    result: '',
    failureReason: '',
    recordsAvailable: true,
    responses: new Map(),
    faces: new Set(),
  }
}

/** A new object each time, as `get()` gives one, and every one of them hears every event. */
export function createFace(transfer: FakeTransfer, abort: () => Promise<boolean>): PlatformRegistration {
  const face = new EventTarget()
  const { moved } = transfer
  const live = <Value>(get: () => Value) => ({ get, enumerable: true })
  Object.defineProperties(face, {
    id: { value: transfer.id },
    downloaded: live(() => moved.downloaded),
    downloadTotal: live(() => moved.downloadTotal),
    uploaded: live(() => moved.uploaded),
    uploadTotal: live(() => moved.uploadTotal),
    result: live(() => transfer.result),
    failureReason: live(() => transfer.failureReason),
    recordsAvailable: live(() => transfer.recordsAvailable),
    abort: { value: abort },
    matchAll: { value: async () => readRecords(transfer) },
  })
  transfer.faces.add(face)
  return face as PlatformRegistration
}

export function tellFaces({ faces }: FakeTransfer): void {
  for (const face of faces) face.dispatchEvent(new Event('progress'))
}

/** Last request first: the platform promises no order. */
function readRecords({ requests, responses, recordsAvailable }: FakeTransfer): readonly PlatformRecord[] {
  if (!recordsAvailable) {
    throw new DOMException(
      'The records associated with this background fetch are no longer available.',
      'InvalidStateError',
    )
  }
  return [...responses]
    .toReversed()
    .map(([at, makeResponse]) => ({ request: requests[at]!, responseReady: Promise.resolve(makeResponse()) }))
}
