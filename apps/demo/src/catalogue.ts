import type { StartBackgroundFetchVariables } from '@longhaul/hooks'
import { useQuery } from '@tanstack/react-query'
import type { CatalogueItem } from '../server/source.ts'

export type { CatalogueItem } from '../server/source.ts'

/** What the server offers. The service worker answers where there is no network, so asking offline is right. */
export function useCatalogue() {
  return useQuery({ queryKey: ['catalogue'], queryFn: readCatalogue, networkMode: 'always' })
}

async function readCatalogue(): Promise<readonly CatalogueItem[]> {
  const response = await fetch('/api/catalogue')
  if (!response.ok) throw new Error(`The catalogue answered with ${response.status}.`)
  return (await response.json()) as readonly CatalogueItem[]
}

/** The id of an item's background fetch: always the same, so that every tab and every visit means the same download. */
export function fetchIdOf(item: CatalogueItem): string {
  return `shelf:${item.id}`
}

/** What `useStartBackgroundFetch` takes to bring an item here. Size and checksum are verified before it counts as stored. */
export function toFetch(item: CatalogueItem): StartBackgroundFetchVariables {
  return {
    id: fetchIdOf(item),
    requests: item.files.map(({ url, size, integrity }) => ({
      url,
      size,
      ...(integrity !== undefined && { integrity }),
    })),
    options: { title: item.title, icons: item.icons ?? [], downloadTotal: sizeOf(item) },
  }
}

/** Bytes of all files of an item. */
export function sizeOf({ files }: CatalogueItem): number {
  return files.reduce((sum, { size }) => sum + size, 0)
}

/** The last segment of a file's URL, as a person reads it. */
export function nameOf(url: string): string {
  return decodeURIComponent(url.slice(url.lastIndexOf('/') + 1))
}
