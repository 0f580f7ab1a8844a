'use client'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { useCallback } from 'react'

/** How a file of a fetch stands. */
export type FileState = 'done' | 'waiting' | 'failed'

/**
 * How the files of a record stand, by URL, as far as it says: it counts those that are here, and names the one that
 * failed. `null` where nobody knows. The same function while its answers are the same, whatever the bytes do.
 */
export function useFileStates(record: BackgroundFetchRecord | undefined): (url: string) => FileState | null {
  const { status, files = [], filesCompleted = 0 } = record ?? {}
  const isDone = status === 'completed' || (files.length > 0 && filesCompleted >= files.length)
  const failedUrl = record?.status === 'failed' ? record.failure.url : null
  const every = isDone ? 'done' : filesCompleted === 0 ? 'waiting' : null
  return useCallback((url: string) => (url === failedUrl ? 'failed' : every), [every, failedUrl])
}
