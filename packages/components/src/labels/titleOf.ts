import type { BackgroundFetchRecord } from '@longhaul/core'

/** What a fetch is called: its title, else the last path segment of its first file, else its id. */
export function titleOf({ title, files, id }: BackgroundFetchRecord): string {
  if (title !== '') return title
  const path = files[0]?.url.split(/[?#]/, 1)[0] ?? ''
  const segment = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(segment) || id
  } catch {
    // A stray "%" is no reason to show no name.
    return segment
  }
}
