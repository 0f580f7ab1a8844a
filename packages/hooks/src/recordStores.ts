import type { BackgroundFetchChange, BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { EMPTY_STRUCTURE, readStructure, type Structure } from './structure.js'
import { isSameList } from './stableList.js'

/** `null`: not loaded yet. `undefined`: loaded, and there is no such fetch. */
export type RecordState = BackgroundFetchRecord | undefined | null

/** What zustand's `useStore` reads. */
export type ReadableStore<T> = Pick<StoreApi<T>, 'getState' | 'getInitialState' | 'subscribe'>

/** What React's `useSyncExternalStore` reads. */
export interface Snapshots<T> {
  readonly subscribe: (onChange: () => void) => () => void
  readonly getState: () => T
  readonly getInitialState: () => T
}

/** The client's live state, cut so that a component hears only what it shows. */
export interface RecordStores {
  /** The record of one id. Costs nothing until somebody subscribes, and nothing once nobody does. */
  readonly record: (id: string) => ReadableStore<RecordState>
  /** The records of many ids; a new array only when one of them changed. Ids without a record are left out. */
  readonly records: (ids: readonly string[]) => Snapshots<readonly BackgroundFetchRecord[]>
  readonly structure: ReadableStore<Structure>
  /** Begins to listen to the client, and reads again what was missed. Returns what ends it. */
  readonly connect: () => () => void
}

interface Cell {
  readonly store: StoreApi<RecordState>
  listeners: number
}

const NO_RECORDS: readonly BackgroundFetchRecord[] = Object.freeze([])

/** Makes the stores of one client. They listen to nothing until `connect`. */
export function createRecordStores(client: BackgroundFetchClient): RecordStores {
  const cells = new Map<string, Cell>()
  const flushed = new Set<() => void>()
  const structure = createStore<Structure>(() => EMPTY_STRUCTURE)

  const read = (id: string): RecordState => client.peek(id) ?? (client.isReady ? undefined : null)
  const readCells = (ids: Iterable<string>) => {
    for (const id of ids) cells.get(id)?.store.setState(read(id), true)
  }
  const readShape = () => structure.setState(readStructure(client, structure.getState()), true)
  const notify = () => {
    for (const listener of flushed) listener()
  }
  const readAll = () => {
    readCells(cells.keys())
    readShape()
    notify()
  }
  const flush = ({ updated, removed, structural }: BackgroundFetchChange) => {
    // Ten thousand may have moved while twenty are on screen: walk the shorter list. An unchanged cell tells nobody.
    readCells(cells.size < updated.length + removed.length ? cells.keys() : [...updated, ...removed])
    if (structural) readShape()
    notify()
  }

  readShape()

  return {
    structure,
    record: (id) => ({
      getInitialState: () => null,
      getState: () => {
        const cell = cells.get(id)
        return cell === undefined ? read(id) : cell.store.getState()
      },
      subscribe: (listener) => {
        const cell = cells.get(id) ?? { store: createStore<RecordState>(() => null), listeners: 0 }
        cells.set(id, cell)
        cell.listeners += 1
        const unsubscribe = cell.store.subscribe(listener)
        // Whatever moved between the render and now was not heard.
        cell.store.setState(read(id), true)
        return () => {
          unsubscribe()
          cell.listeners -= 1
          if (cell.listeners === 0) cells.delete(id)
        }
      },
    }),
    records: (ids) => {
      let last = NO_RECORDS
      return {
        getInitialState: () => NO_RECORDS,
        getState: () => {
          const next = ids.flatMap((id) => client.peek(id) ?? [])
          if (!isSameList(last, next)) last = next
          return last
        },
        subscribe: (onChange) => {
          flushed.add(onChange)
          return () => flushed.delete(onChange)
        },
      }
    },
    connect: () => {
      let isConnected = true
      const unsubscribe = client.subscribe(flush)
      readAll()
      // An empty journal loads without a single flush.
      if (!client.isReady) {
        const whenReady = () => {
          if (isConnected) readAll()
        }
        client.ready().then(whenReady, whenReady)
      }
      return () => {
        isConnected = false
        unsubscribe()
      }
    },
  }
}
