import { SCHEMA, type Rows, type TableName } from './rows.js'
import type { Key, KeyPart, ListOptions, Tables, Transaction } from './tables.js'

type Data = Map<TableName, Map<string, unknown>>

/** The memory twin: for private modes without IndexedDB, and for tests. */
export function createMemoryTables(): Tables {
  let data: Data = new Map()
  let queue: Promise<unknown> = Promise.resolve()
  return {
    kind: 'memory',
    transaction(mode, tables, body) {
      const run = async () => {
        const draft: Data = new Map(tables.map((table) => [table, new Map(data.get(table))]))
        const result = await body(createTransaction(draft, mode))
        if (mode === 'readwrite') data = new Map([...data, ...draft])
        return result
      }
      const result = queue.then(run, run)
      queue = result.catch(() => undefined)
      return result
    },
    close() {},
  }
}

/** As strict as IndexedDB, or tests over the twin would pass for what fails on a device. */
function createTransaction(data: Data, mode: 'readonly' | 'readwrite'): Transaction {
  const rowsOf = (table: TableName) => {
    const rows = data.get(table)
    if (!rows) throw new DOMException(`This transaction has no table “${table}”.`, 'NotFoundError')
    return rows
  }
  const writable = (table: TableName) => {
    if (mode === 'readonly') throw new DOMException('This transaction only reads.', 'ReadOnlyError')
    return rowsOf(table)
  }
  return {
    async get<T extends TableName>(table: T, key: Key) {
      return rowsOf(table).get(JSON.stringify(key)) as Rows[T] | undefined
    },
    async put(table, row) {
      writable(table).set(JSON.stringify(keyOf(row, SCHEMA[table].key)), row)
    },
    async delete(table, key) {
      writable(table).delete(JSON.stringify(key))
    },
    async list<T extends TableName>(table: T, options: ListOptions = {}) {
      const path = options.index === undefined ? SCHEMA[table].key : SCHEMA[table].indexes[options.index]!
      const entries = [...rowsOf(table).values()].map((row) => ({
        key: keyOf(row, path),
        row: row as Rows[T],
      }))
      return entries
        .filter(({ key }) => key.every(isKeyPart) && isWithin(key, options))
        .toSorted((a, b) => compareKeys(a.key, b.key))
        .slice(0, options.limit)
        .map(({ row }) => row)
    },
  }
}

function keyOf(row: unknown, path: readonly string[]): Key {
  return path.map((name) => (row as Record<string, KeyPart>)[name]!)
}

/** A row without a valid key for an index is not in it. */
function isKeyPart(part: unknown): boolean {
  return typeof part === 'string' || (typeof part === 'number' && !Number.isNaN(part))
}

function isWithin(key: Key, { prefix = [], after }: ListOptions): boolean {
  if (prefix.some((part, at) => key[at] !== part)) return false
  return after === undefined || compareKeys(key, after) > 0
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
