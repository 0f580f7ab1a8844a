import type { BackgroundFetchCursor } from '../types.js'
import { createChanges, type JournalChanges } from './changes.js'
import { createEngineRows, type JournalEngineRows } from './engineRows.js'
import { createEndings, type JournalEndings } from './endings.js'
import type {
  AttemptRow,
  DamagedRow,
  FetchRow,
  OutboxRow,
  RequestsRow,
  ResponseRow,
  TableName,
} from './rows.js'
import type { Key, ListOptions, Tables, Transaction } from './tables.js'
import { SCHEMA } from './rows.js'
import { isIntact } from './validate.js'

/** One attempt as the side that settles it needs it. */
export interface Job {
  readonly fetch: FetchRow
  readonly attempt: AttemptRow
  readonly requests: RequestsRow['requests']
}

export interface JournalReads {
  get(id: string): Promise<FetchRow | undefined>
  /** Newest first. */
  page(
    after: BackgroundFetchCursor | null,
    limit: number,
  ): Promise<{ rows: readonly FetchRow[]; next: BackgroundFetchCursor | null }>
  live(): Promise<readonly FetchRow[]>
  job(id: string): Promise<Job | undefined>
  /** Verified responses of a fetch in the order of `files`: of the older one of that id, while a newer is under way. */
  stored(id: string): Promise<readonly ResponseRow[]>
  /** Responses of one attempt, verified or not. */
  staged(id: string, attempt: number): Promise<readonly ResponseRow[]>
  /** The newest verified GET response for a URL. */
  findByUrl(url: string): Promise<ResponseRow | undefined>
  outbox(): Promise<readonly OutboxRow[]>
  /** Whether any response, whole or begun, lives under this key of the store. */
  ownsKey(key: string): Promise<boolean>
}

/**
 * What is remembered of every background fetch. Written by page and worker at once: every write is one transaction
 * that reads, checks (id, attempt) and only then writes, so a late one never replaces an ending or a newer attempt.
 */
export interface Journal extends JournalReads, JournalChanges, JournalEndings, JournalEngineRows {
  readonly kind: Tables['kind']
  close(): void
}

export interface JournalOptions {
  /** A row that could not be read and was set aside. */
  readonly onDamaged?: (row: DamagedRow) => void
}

export function createJournal(tables: Tables, { onDamaged }: JournalOptions = {}): Journal {
  const keepIntact = <Row>(table: TableName, rows: readonly Row[]): readonly Row[] => {
    const damaged = rows.filter((row) => !isIntact(table, row))
    if (damaged.length > 0) {
      setAside(tables, table, damaged)
        .then((rows) => rows.forEach((row) => onDamaged?.(row)))
        // It stays where it is, and the next read tries again.
        .catch(() => undefined)
    }
    return damaged.length === 0 ? rows : rows.filter((row) => !damaged.includes(row))
  }
  const list = async <T extends TableName>(table: T, options?: ListOptions) =>
    keepIntact(table, await tables.transaction('readonly', [table], (tx) => tx.list(table, options)))

  return {
    kind: tables.kind,
    close: () => tables.close(),
    ...createChanges(tables),
    ...createEndings(tables),
    ...createEngineRows(tables),
    async get(id) {
      return (await list('fetches', { prefix: [id], limit: 1 }))[0]
    },
    async page(after, limit) {
      const read = await tables.transaction('readonly', ['fetches'], (tx) =>
        tx.list('fetches', { index: 'newest', limit, ...(after && { after }) }),
      )
      const last = read.length < limit ? undefined : read.at(-1)
      return { rows: keepIntact('fetches', read), next: last ? [last.order, last.id] : null }
    },
    live: () => list('fetches', { index: 'live', prefix: [1] }),
    job: (id) => tables.transaction('readonly', ['fetches', 'attempts', 'requests'], (tx) => readJob(tx, id)),
    async stored(id) {
      const rows = await list('responses', { prefix: [id] })
      const generation = (await list('fetches', { prefix: [id], limit: 1 }))[0]?.generation ?? 0
      // Until a newer fetch of the id is whole, the older one answers: never a mixture of both.
      const older = newestPerFile(rows.filter(({ attempt }) => attempt < generation))
      return older.length > 0 ? older : newestPerFile(rows)
    },
    staged: (id, attempt) => list('responses', { prefix: [id, attempt] }),
    async findByUrl(url) {
      const rows = await list('responses', { index: 'url', prefix: [url] })
      return (
        rows
          // A part that the app asked for is not the file of that URL.
          .filter((row) => row.method === 'GET' && row.verifiedAt !== null && row.status !== 206)
          .reduce<ResponseRow | undefined>(
            (best, row) => (best && best.verifiedAt! > row.verifiedAt! ? best : row),
            undefined,
          )
      )
    },
    outbox: () => list('outbox'),
    async ownsKey(key) {
      const only = { index: 'key', prefix: [key], limit: 1 } as const
      return (await list('responses', only)).length > 0 || (await list('partials', only)).length > 0
    },
  }
}

/** What `onStorageError` is told of it; the row is the cause. */
export function damagedError(row: DamagedRow): Error {
  return new Error(`A damaged row of “${row.table}” was set aside: ${row.key}`, { cause: row })
}

async function readJob(tx: Transaction, id: string): Promise<Job | undefined> {
  const fetch = await tx.get('fetches', [id])
  const attempt = fetch && (await tx.get('attempts', [id, fetch.attempt]))
  const requests = fetch && (await tx.get('requests', [id, fetch.generation]))
  return fetch && attempt && requests ? { fetch, attempt, requests: requests.requests } : undefined
}

/** Of an earlier fetch of the same id only what the newer has not replaced yet. */
export function newestPerFile(rows: readonly ResponseRow[]): readonly ResponseRow[] {
  const best = new Map<number, ResponseRow>()
  for (const row of rows) if (row.verifiedAt !== null) best.set(row.file, row)
  return [...best.values()].toSorted((a, b) => a.file - b.file)
}

async function setAside(
  tables: Tables,
  table: TableName,
  rows: readonly unknown[],
): Promise<readonly DamagedRow[]> {
  return tables.transaction('readwrite', [table, 'damaged'], async (tx) => {
    const damaged: DamagedRow[] = []
    for (const row of rows) {
      const key = SCHEMA[table].key.map((name) => (row as Record<string, string | number>)[name]!) as Key
      // Somebody may have written a good one since.
      const now = await tx.get(table, key)
      if (now === undefined || isIntact(table, now)) continue
      const entry: DamagedRow = { table, key: JSON.stringify(key), row }
      await tx.put('damaged', entry)
      await tx.delete(table, key)
      damaged.push(entry)
    }
    return damaged
  })
}
