import type { BackgroundFetchChange, BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { isSameList } from './stableList.js'
import { EMPTY_STRUCTURE, readStructure, type Structure } from './structure.js'

/** `null`: not loaded yet. `undefined`: there is no such fetch. */
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
  const cells = createCells(client)
  const flushed = new Set<() => void>()
  const structure = createStore<Structure>(() => EMPTY_STRUCTURE)
  const readShape = () => structure.setState(readStructure(client, structure.getState()), true)
  const notify = () => {
    for (const listener of flushed) listener()
  }
  const readAll = () => {
    cells.readAll()
    readShape()
    notify()
  }
  const flush = (change: BackgroundFetchChange) => {
    cells.flush(change)
    if (change.structural) readShape()
    else if (change.queueMoved)
      structure.setState((now) => ({ ...now, queueMoves: now.queueMoves + 1 }), true)
    notify()
  }

  readShape()

  return {
    structure,
    record: cells.record,
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

/** One store per id that somebody listens to. */
function createCells(client: BackgroundFetchClient) {
  const cells = new Map<string, Cell>()

  const read = (id: string) => {
    const record = client.peek(id)
    if (record !== undefined) cells.get(id)?.store.setState(record, true)
  }

  /** What the client has not loaded may still be in the journal, and only the journal knows that it is not. */
  const ask = async (id: string, cell: Cell) => {
    const before = cell.store.getState()
    const record = await client.get(id)
    const isNewest = cells.get(id) === cell && cell.store.getState() === before
    if (isNewest) cell.store.setState(client.peek(id) ?? record, true)
  }

  const open = (id: string): Cell => {
    const known = cells.get(id)
    if (known !== undefined) return known
    const cell: Cell = { store: createStore<RecordState>(() => null), listeners: 0 }
    cells.set(id, cell)
    // Whatever moved between the render and now was not heard.
    read(id)
    // Only a client that was disposed refuses, and then nobody looks.
    if (cell.store.getState() === null) ask(id, cell).catch(() => {})
    return cell
  }

  return {
    readAll: () => {
      for (const id of cells.keys()) read(id)
    },
    flush: ({ updated, removed }: BackgroundFetchChange) => {
      // Ten thousand may have moved while twenty are on screen: walk the shorter list. An unchanged cell tells nobody.
      for (const id of cells.size < updated.length ? cells.keys() : updated) read(id)
      for (const id of removed) cells.get(id)?.store.setState(undefined, true)
    },
    record: (id: string): ReadableStore<RecordState> => ({
      getInitialState: () => null,
      getState: () => {
        const cell = cells.get(id)
        return cell === undefined ? (client.peek(id) ?? null) : cell.store.getState()
      },
      subscribe: (listener) => {
        const cell = open(id)
        const unsubscribe = cell.store.subscribe(listener)
        cell.listeners += 1
        return () => {
          unsubscribe()
          cell.listeners -= 1
          if (cell.listeners === 0) cells.delete(id)
        }
      },
    }),
  }
}
