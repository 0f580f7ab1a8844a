import type { BackgroundFetchState } from '../types.js'
import type { FetchRow, ResponseRow, TableName } from './rows.js'

type Shape = Readonly<Record<string, (value: unknown) => boolean>>

const isText = (value: unknown) => typeof value === 'string'
const isCount = (value: unknown) => typeof value === 'number' && value >= 0
const isCountOrNull = (value: unknown) => value === null || isCount(value)
const isList = (value: unknown) => Array.isArray(value)

const STATUSES: Readonly<
  Record<BackgroundFetchState['status'], (state: Record<string, unknown>) => boolean>
> = {
  pending: ({ phase }) => isText(phase),
  interrupted: ({ reason, nextAttemptAt }) => isText(reason) && isCountOrNull(nextAttemptAt),
  paused: () => true,
  completed: () => true,
  aborted: () => true,
  failed: ({ failure }) => isObject(failure) && isText(failure['reason']),
}

const FETCH: Readonly<Record<Exclude<keyof FetchRow, 'filesRestarted'>, (value: unknown) => boolean>> = {
  id: (value) => isText(value) && value !== '',
  attempt: isCount,
  generation: isCount,
  asked: isCount,
  engine: isText,
  retry: isObject,
  state: (value) =>
    isObject(value) &&
    Object.hasOwn(STATUSES, String(value['status'])) &&
    STATUSES[value['status'] as 'pending'](value),
  live: (value) => value === 0 || value === 1,
  order: (value) => typeof value === 'number',
  files: (value) =>
    Array.isArray(value) &&
    value.every((file) => isObject(file) && isText(file['url']) && isCountOrNull(file['size'])),
  filesCompleted: isCount,
  storedBytes: isCount,
  downloadTotalHint: isCountOrNull,
  uploaded: isCount,
  title: isText,
  icons: isList,
  createdAt: isCount,
  updatedAt: isCount,
  settledAt: isCountOrNull,
}

const RESPONSE: Readonly<Partial<Record<keyof ResponseRow, (value: unknown) => boolean>>> = {
  id: isText,
  attempt: isCount,
  file: isCount,
  url: isText,
  status: isCount,
  headers: isList,
  size: isCountOrNull,
  key: isText,
  verifiedAt: isCountOrNull,
}

/** Whether a row that came back from the disk is what was written. Other versions may know more: extra fields are fine. */
export function isIntact(table: TableName, row: unknown): boolean {
  if (table === 'fetches') return matches(row, FETCH)
  if (table === 'responses') return matches(row, RESPONSE)
  return isObject(row)
}

function matches(row: unknown, shape: Shape): boolean {
  return isObject(row) && Object.entries(shape).every(([name, isRight]) => isRight(row[name]))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
