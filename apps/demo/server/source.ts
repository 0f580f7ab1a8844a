/** What an item is, so that the shelf can choose how to play or show it. */
export type ItemKind = 'audio' | 'picture' | 'dataset' | 'video' | 'file'

/** One file of an item, as `GET /api/catalogue` lists it. */
export interface CatalogueFile {
  /** Path on this server, already percent-encoded. */
  url: string
  size: number
  type: string
  /** SHA-256 in the form of the `integrity` attribute; absent where it has not been computed. */
  integrity?: string
}

/** One row of the shelf. */
export interface CatalogueItem {
  id: string
  title: string
  kind: ItemKind
  files: CatalogueFile[]
  icons?: { src: string; sizes: string; type: string }[]
}

/** A file that can be sent: its description, and any part of its bytes on demand. */
export interface MediaFile {
  size: number
  type: string
  /** Strong, with its quotes. */
  etag: string
  modified: Date
  /** The bytes from `start` up to, but not including, `end`. Nothing is opened before the first chunk is asked for. */
  read(start: number, end: number): AsyncIterable<Uint8Array>
}

/** Where the files come from: the catalogue that is computed, or a person's folder. */
export interface MediaSource {
  /** False for a person's own files: no other site may be allowed to read them. */
  shareable: boolean
  items(): Promise<CatalogueItem[]>
  /** The file at a decoded path, or `null` where there is none. `version` counts from 1; another version has another ETag. */
  open(segments: string[], version: number): Promise<MediaFile | null>
}

/** The URL of a file, given the decoded segments of its path. */
export function mediaUrl(segments: string[]): string {
  return `/media/${segments.map(encodeURIComponent).join('/')}`
}
