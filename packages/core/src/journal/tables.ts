import type { Rows, TableName } from './rows.js'

export type KeyPart = string | number
/** Compound in every table, so that ranges by prefix work alike everywhere. */
export type Key = readonly KeyPart[]

export interface ListOptions {
  readonly index?: string
  /** Only keys that begin with these parts. */
  readonly prefix?: Key
  /** Only keys behind this one. */
  readonly after?: Key
  readonly limit?: number
}

export interface Transaction {
  get<T extends TableName>(table: T, key: Key): Promise<Rows[T] | undefined>
  put<T extends TableName>(table: T, row: Rows[T]): Promise<void>
  delete(table: TableName, key: Key): Promise<void>
  /** Ascending by key. */
  list<T extends TableName>(table: T, options?: ListOptions): Promise<readonly Rows[T][]>
}

/**
 * Where the journal's rows are kept: IndexedDB, or memory where there is none. A transaction is all or nothing, and no
 * two that write run at once. Inside `body` only the transaction may be awaited: IndexedDB commits as soon as nothing
 * is asked of it.
 */
export interface Tables {
  readonly kind: 'indexeddb' | 'memory'
  transaction<Result>(
    mode: 'readonly' | 'readwrite',
    tables: readonly TableName[],
    body: (tx: Transaction) => Promise<Result>,
  ): Promise<Result>
  close(): void
}
