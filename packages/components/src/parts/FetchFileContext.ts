'use client'
import { createContext, use } from 'react'
import type { BackgroundFetchFile } from '@longhaul/core'
import type { FileState } from '@longhaul/hooks'

/** What the parts of one file know. */
export interface FetchFileContextValue {
  readonly file: BackgroundFetchFile
  /** `null` where that is not known. */
  readonly state: FileState | null
}

/** Context of one file of a fetch. */
export const FetchFileContext = createContext<FetchFileContextValue | null>(null)

/** The file around this component, or `null` where there is none. */
export function useFetchFile(): FetchFileContextValue | null {
  return use(FetchFileContext)
}
