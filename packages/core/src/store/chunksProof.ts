import { chunksOf, refuseWhereLost, type ChunkDatabase, type ChunkKey } from './chunksDatabase.js'

const MEMORIES = 5
const PRESSURE = 64 << 20
const PRESS_EVERY_MS = 30
/** Ten seconds: much longer than it takes the collector that was asked for. */
const PRESSES = 333

/** More than the collector's blocks have room for: what it has found dead goes when a new Blob takes its place. */
const SWEEP = 512

/**
 * Finds Blobs that the disk has cut off. WebKit writes a Blob where its temporary files are and moves it without looking
 * whether it fits: where that is another disk, which is full, the put succeeds, the size is right, and the bytes are
 * missing. As long as the script still has the Blob that it put, even reading gives it from memory (all measured).
 */
export interface ChunkProofs {
  readonly areNeeded: boolean
  /** Remembers a Blob that was put. */
  note(key: ChunkKey, blob: Blob): void
  /**
   * Reads the end of those chunks that can come from nowhere but the disk.
   *
   * @throws DOMException `QuotaExceededError` where something was cut off: that is deleted
   */
  look(path: string, epoch: number): Promise<void>
  /** The same with all chunks of a file, as soon as none can come from anywhere else. */
  settle(path: string, epoch: number): Promise<void>
}

interface Noted {
  readonly key: ChunkKey
  readonly blob: WeakRef<Blob>
}

export function createChunkProofs(
  database: ChunkDatabase,
  timeout: (callback: () => void, delayMs: number) => unknown,
): ChunkProofs {
  const areNeeded = isWebKit()
  let noted: readonly Noted[] = []
  const of = (path: string) => noted.filter(({ key }) => key[0] === path)

  const hasEnd = async (key: ChunkKey): Promise<boolean> => {
    const value = await database.run('readonly', (tx) => tx.objectStore('chunks').get(key))
    if (!(value instanceof Blob)) return true
    // From the front: WebKit counts a negative start from where the bytes end.
    const end = value.slice(key[2] - 1, key[2]).arrayBuffer()
    return end.then(
      ({ byteLength }) => byteLength === 1,
      () => false,
    )
  }
  const prove = async (keys: readonly ChunkKey[], path: string, epoch: number) => {
    const cut: ChunkKey[] = []
    for (const key of keys) if (!(await hasEnd(key))) cut.push(key)
    if (cut.length === 0) return
    await database.run('readwrite', async (tx) => {
      await refuseWhereLost(tx, path, epoch)
      for (const key of cut) await tx.objectStore('chunks').delete(key)
    })
    throw new DOMException('The disk has cut off what IndexedDB acknowledged.', 'QuotaExceededError')
  }
  const look = async (path: string, epoch: number) => {
    const collected = of(path).filter(({ blob }) => blob.deref() === undefined)
    // In a task of its own: what was looked at is alive until this one ends, and the collector may come at once.
    if (of(path).length > collected.length) timeout(press, 0)
    if (collected.length === 0) return
    for (let swept = 0; swept < SWEEP; swept++) void new Blob()
    noted = noted.filter((one) => !collected.includes(one))
    await prove(
      collected.map(({ key }) => key),
      path,
      epoch,
    )
  }
  /** What nobody collects is put again by value, which is refused honestly. */
  const putAgain = async ({ key, blob }: Noted, path: string, epoch: number) => {
    const buffer = await blob.deref()?.arrayBuffer()
    if (!buffer) return
    await database.run('readwrite', async (tx) => {
      await refuseWhereLost(tx, path, epoch)
      await tx.objectStore('chunks').put(buffer, key)
    })
  }
  const isCollected = async (path: string, epoch: number): Promise<boolean> => {
    for (let presses = 0; presses < PRESSES; presses++) {
      await look(path, epoch)
      if (of(path).length === 0) return true
      await new Promise<void>((resolve) => void timeout(resolve, PRESS_EVERY_MS))
    }
    return false
  }

  return {
    areNeeded,
    look,
    note(key, blob) {
      if (areNeeded) noted = [...noted, { key, blob: new WeakRef(blob) }]
    },
    async settle(path, epoch) {
      if (!areNeeded) return
      if (!(await isCollected(path, epoch))) for (const one of of(path)) await putAgain(one, path, epoch)
      noted = noted.filter(({ key }) => key[0] !== path)
      // Those, too, that an earlier visit has left.
      const keys = await database.run('readonly', (tx) => tx.objectStore('chunks').getAllKeys(chunksOf(path)))
      await prove(keys, path, epoch)
    },
  }
}

/**
 * Has the collector come, and look at all there is: WebKit keeps room for four memories, and before it refuses a fifth it
 * collects what nobody holds any more. Allocations alone bring a collector that looks only at what is new.
 */
function press(): void {
  try {
    for (let memories = 0; memories < MEMORIES; memories++) void new WebAssembly.Memory({ initial: 1 })
  } catch {
    // Without WebAssembly (Lockdown Mode) it comes when it comes; it counts what nothing touches, too.
    void new ArrayBuffer(PRESSURE)
  }
}

/** No feature tells: what is missing shows on a full disk only. */
function isWebKit(): boolean {
  const userAgent = globalThis.navigator?.userAgent ?? ''
  return userAgent.includes('AppleWebKit/') && !/Chrom(e|ium)\//.test(userAgent)
}
