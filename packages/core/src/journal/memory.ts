import { SCHEMA, type Rows, type TableName } from './rows.js'
import type { Key, KeyPart, ListOptions, Tables, Transaction } from './tables.js'

/** Rows by their keys; those of one fetch together, for whoever asks for them is asked ten thousand times. */
type Table = Map<KeyPart, Map<string, unknown>>

/** A table as it is, and what a transaction makes of it; `undefined` for a row that it deletes. */
interface Draft {
  readonly table: Table
  readonly changes: Map<string, { readonly key: Key; readonly row: unknown }>
}

/** The memory twin: for private modes without IndexedDB, and for tests. */
export function createMemoryTables(): Tables {
  const data = new Map<TableName, Table>()
  let queue: Promise<unknown> = Promise.resolve()
  const open = (name: TableName): [TableName, Draft] => {
    const table: Table = data.get(name) ?? new Map()
    data.set(name, table)
    return [name, { table, changes: new Map() }]
  }
  return {
    kind: 'memory',
    transaction(mode, tables, body) {
      const run = async () => {
        const drafts = new Map(tables.map(open))
        const result = await body(createTransaction(drafts, mode))
        drafts.forEach(commit)
        return result
      }
      // One after the other: nobody sees a table between two changes of it.
      const result = queue.then(run, run)
      queue = result.catch(() => undefined)
      return result
    },
    close() {},
  }
}

function commit({ table, changes }: Draft): void {
  for (const [name, { key, row }] of changes) {
    const rows = table.get(key[0]!) ?? new Map<string, unknown>()
    if (row === undefined) rows.delete(name)
    else rows.set(name, row)
    if (rows.size > 0) table.set(key[0]!, rows)
    else table.delete(key[0]!)
  }
}

/** As strict as IndexedDB, or tests over the twin would pass for what fails on a device. */
function createTransaction(
  drafts: ReadonlyMap<TableName, Draft>,
  mode: 'readonly' | 'readwrite',
): Transaction {
  const draftOf = (table: TableName) => {
    const draft = drafts.get(table)
    if (!draft) throw new DOMException(`This transaction has no table “${table}”.`, 'NotFoundError')
    return draft
  }
  const changesOf = (table: TableName) => {
    if (mode === 'readonly') throw new DOMException('This transaction only reads.', 'ReadOnlyError')
    return draftOf(table).changes
  }
  return {
    async get<T extends TableName>(table: T, key: Key) {
      const draft = draftOf(table)
      const name = JSON.stringify(key)
      const change = draft.changes.get(name)
      return (change ? change.row : draft.table.get(key[0]!)?.get(name)) as Rows[T] | undefined
    },
    async put(table, row) {
      const key = keyOf(row, SCHEMA[table].key)
      changesOf(table).set(JSON.stringify(key), { key, row })
    },
    async delete(table, key) {
      changesOf(table).set(JSON.stringify(key), { key, row: undefined })
    },
    async list<T extends TableName>(table: T, options: ListOptions = {}) {
      const path = options.index === undefined ? SCHEMA[table].key : SCHEMA[table].indexes[options.index]!
      const draft = draftOf(table)
      const [first] = options.prefix ?? []
      const group =
        options.index === undefined && first !== undefined ? [draft.table.get(first)] : draft.table.values()
      return [...rowsWithin(current(group, draft.changes), path, options)]
        .toSorted((a, b) => compareKeys(a.key, b.key))
        .slice(0, options.limit)
        .map(({ row }) => row as Rows[T])
    },
  }
}

function* rowsWithin(rows: Iterable<unknown>, path: readonly string[], { prefix = [], after }: ListOptions) {
  for (const row of rows) {
    const key = keyOf(row, path)
    if (prefix.some((part, at) => key[at] !== part)) continue
    if (key.every(isKeyPart) && (after === undefined || compareKeys(key, after) > 0)) yield { key, row }
  }
}

/** The rows of some groups as a transaction sees them: with its own changes. */
function* current(groups: Iterable<ReadonlyMap<string, unknown> | undefined>, changes: Draft['changes']) {
  for (const rows of groups) {
    for (const [name, row] of rows ?? []) if (!changes.has(name)) yield row
  }
  for (const { row } of changes.values()) if (row !== undefined) yield row
}

function keyOf(row: unknown, path: readonly string[]): Key {
  return path.map((name) => (row as Record<string, KeyPart>)[name]!)
}

/** A row without a valid key for an index is not in it. */
function isKeyPart(part: unknown): boolean {
  return typeof part === 'string' || (typeof part === 'number' && !Number.isNaN(part))
}

/** IndexedDB's order of keys (Indexed Database API 3.0, section 2.4), as far as it is used here. */
function compareKeys(a: Key, b: Key): number {
  for (const [at, part] of a.entries()) {
    const other = b[at]
    if (other === undefined) return 1
    if (part === other) continue
    if (typeof part !== typeof other) return typeof part === 'number' ? -1 : 1
    return part < other ? -1 : 1
  }
  return a.length - b.length
}
