import type { BackgroundFetchRecord } from '@longhaul/core'
import { fileNameOf } from './fileNameOf.js'

/** What a fetch is called: its title, else the last path segment of its first file, else its id. */
export function titleOf({ title, files, id }: BackgroundFetchRecord): string {
  if (title !== '') return title
  return fileNameOf(files[0]?.url ?? '') || id
}
