import { type Computed, held, seedOf } from './computed.ts'
import { icon, picture } from './pictures.ts'
import { type SoundOptions, sound } from './sounds.ts'
import type { ItemKind } from './source.ts'
import { tideDate, tideReadings } from './tides.ts'

/** A file of the shelf and how to compute it. `seed` is different for each of its versions. */
export interface ShelfFile {
  path: string
  type: string
  make(seed: number): Computed
}

/** A title on the shelf. */
export interface ShelfItem {
  id: string
  title: string
  kind: ItemKind
  files: ShelfFile[]
}

const MB = 1_000_000

const TRAIN = { channels: 1, beatSeconds: 0.42, bells: 0.3, hum: 0.2, air: 0.3, puffs: true } as const
const RAIN = { channels: 2, beatSeconds: 3.5, bells: 0.15, hum: 0.05, air: 0.35 } as const
const BELLS = { channels: 1, beatSeconds: 0.75, bells: 0.8, hum: 0.1, air: 0.02 } as const

const PICTURES = [
  [640, 480],
  [960, 640],
  [1280, 960],
] as const

function recording(path: string, size: number, sounds: Omit<SoundOptions, 'seed' | 'size'>): ShelfFile {
  return { path, type: 'audio/wav', make: (seed) => sound({ ...sounds, seed, size }) }
}

/** What the demo offers when it is started without a library. */
export const SHELF: ShelfItem[] = [
  {
    id: 'night-train-trailer',
    title: 'The Night Train, trailer',
    kind: 'audio',
    files: [recording('night-train/trailer.wav', 5 * MB, TRAIN)],
  },
  {
    id: 'night-train-1',
    title: 'The Night Train, episode 1: Leaving the harbour',
    kind: 'audio',
    files: [recording('night-train/episode-1.wav', 60 * MB, TRAIN)],
  },
  {
    id: 'night-train-2',
    title: 'The Night Train, episode 2: Snow on the pass',
    kind: 'audio',
    files: [recording('night-train/episode-2.wav', 120 * MB, TRAIN)],
  },
  {
    id: 'tin-roof',
    title: 'Rain on a tin roof, half an hour',
    kind: 'audio',
    files: [recording('field/tin-roof.wav', 300 * MB, RAIN)],
  },
  {
    id: 'village-bells',
    title: 'Bells of six villages',
    kind: 'audio',
    files: Array.from({ length: 6 }, (_, n) =>
      recording(`field/village-bells-${n + 1}.wav`, 2 * MB, { ...BELLS, beatSeconds: 0.6 + n / 10 }),
    ),
  },
  {
    id: 'night-hills',
    title: 'Hills at night, nine pictures',
    kind: 'picture',
    files: Array.from({ length: 9 }, (_, n) => {
      const [width, height] = PICTURES[n % PICTURES.length] ?? PICTURES[0]
      return {
        path: `night-hills/hills-${n + 1}.bmp`,
        type: 'image/bmp',
        make: (seed: number) => picture(seed, width, height),
      }
    }),
  },
  {
    id: 'tide-readings',
    title: 'Old Harbour tide readings, 300 days',
    kind: 'dataset',
    files: Array.from({ length: 300 }, (_, day) => ({
      path: `tides/${tideDate(day)}.json`,
      type: 'application/json',
      make: (seed: number) => held(tideReadings(seed, day)),
    })),
  },
]

/** The picture that stands for a title. It never changes, whatever its files do. */
export function iconFile(id: string): ShelfFile {
  return {
    path: `icons/${id}.png`,
    type: 'image/png',
    make: () => held(icon(seedOf(id), ICON_SIDE)),
  }
}

export const ICON_SIDE = 192
