import { readComputed, sample, seedOf } from './computed.ts'
import { createDigests } from './digests.ts'
import { ICON_SIDE, SHELF, type ShelfFile, iconFile } from './shelf.ts'
import { type CatalogueFile, type MediaFile, type MediaSource, mediaUrl } from './source.ts'

const FIRST_PUBLISHED = Date.UTC(2024, 2, 1)
const DAY_MS = 86_400_000
/** Goes up when the way files are computed changes: other bytes must have another ETag. */
const EDITION = 1
const SAMPLE = /^sample\/.*?(\d{1,12})\.bin$/

/**
 * The catalogue that the repository computes: no file of it is stored anywhere, and two servers send the same bytes.
 * Beside the shelf it has `sample/<any name><size>.bin`: a file of exactly that many bytes, for tests.
 */
export function createCatalogue(versionOf: (path: string) => number): MediaSource {
  const files = new Map<string, ShelfFile>()
  for (const item of SHELF) for (const file of [...item.files, iconFile(item.id)]) files.set(file.path, file)
  const integrityOf = createDigests()

  async function list(file: ShelfFile): Promise<CatalogueFile> {
    const media = toMediaFile(file, versionOf(file.path))
    const integrity = await integrityOf(media)
    const entry = { url: mediaUrl(file.path.split('/')), size: media.size, type: file.type }
    return integrity === null ? entry : { ...entry, integrity }
  }

  return {
    shareable: true,
    items: () =>
      Promise.all(
        SHELF.map(async ({ id, title, kind, files: own }) => ({
          id,
          title,
          kind,
          files: await Promise.all(own.map(list)),
          icons: [
            { src: mediaUrl(['icons', `${id}.png`]), sizes: `${ICON_SIDE}x${ICON_SIDE}`, type: 'image/png' },
          ],
        })),
      ),
    async open(segments, version) {
      const path = segments.join('/')
      const file = files.get(path) ?? sampleFile(path)
      return file && toMediaFile(file, version)
    },
  }
}

function sampleFile(path: string): ShelfFile | null {
  const size = SAMPLE.exec(path)?.[1]
  if (size === undefined) return null
  return { path, type: 'application/octet-stream', make: (seed) => sample(seed, Number(size)) }
}

function toMediaFile({ path, type, make }: ShelfFile, version: number): MediaFile {
  const seed = seedOf(`${EDITION}/${path}/${version}`)
  const bytes = make(seed)
  return {
    size: bytes.size,
    type,
    etag: `"${seed.toString(36)}-${bytes.size.toString(36)}"`,
    modified: new Date(FIRST_PUBLISHED + (version - 1) * DAY_MS),
    read: (start, end) => readComputed(bytes, start, end),
  }
}
