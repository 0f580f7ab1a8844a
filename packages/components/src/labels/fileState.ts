import type { BackgroundFetchRecord } from '@longhaul/core'

/** How a file of a fetch stands. */
export type FileState = 'done' | 'waiting' | 'failed'

/** What a record says of its files. It counts those that are here, and does not name them. */
export interface FileFacts {
  /** How every file stands; `null` where only some are here. */
  readonly every: 'done' | 'waiting' | null
  /** The one that failed, where it is known. */
  readonly failedUrl: string | null
}

/** How the files of a record stand, as far as it says. */
export function fileFacts(record: BackgroundFetchRecord): FileFacts {
  const { status, files, filesCompleted } = record
  const isDone = status === 'completed' || (files.length > 0 && filesCompleted >= files.length)
  return {
    every: isDone ? 'done' : filesCompleted === 0 ? 'waiting' : null,
    failedUrl: record.status === 'failed' ? record.failure.url : null,
  }
}

/** How one of them stands; `null` where nobody knows. */
export function fileState(url: string, { every, failedUrl }: FileFacts): FileState | null {
  return url === failedUrl ? 'failed' : every
}
