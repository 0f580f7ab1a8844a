import { type Computed, computed, noise } from './computed.ts'

/** What a recording sounds like. */
export interface SoundOptions {
  seed: number
  /** The whole file, header included. */
  size: number
  channels: 1 | 2
  beatSeconds: number
  /** How loud the bells are, the hum below them, and the air around them: 0 to 1, together at most 1. */
  bells: number
  hum: number
  air: number
  /** Whether the air comes in puffs on the beat, as a train makes them, or evenly, as rain does. */
  puffs?: boolean
}

const SAMPLES_PER_SECOND = 44_100
const SAMPLE_BYTES = 2
export const WAV_HEADER_BYTES = 44

/** One turn of a sine. A table, because 300 MB are 150 million samples. */
const TURN = 4096
const SINE = Int16Array.from({ length: TURN }, (_, n) =>
  Math.round(32_767 * Math.sin((2 * Math.PI * n) / TURN)),
)

/** A pentatonic scale: any two of its notes sound well together. */
const SCALE = [262, 294, 330, 392, 440, 523]
const HUM_HERTZ = 65

const stepOf = (hertz: number): number => (hertz * TURN) / SAMPLES_PER_SECOND
const sine = (turns: number): number => SINE[turns & (TURN - 1)] ?? 0

/** A playable recording: 16-bit PCM in a WAV file. Players may seek in it, since any range can be computed. */
export function sound(options: SoundOptions): Computed {
  const { seed, size, channels, bells, hum, air, puffs = false } = options
  const beatFrames = Math.round(options.beatSeconds * SAMPLES_PER_SECOND)
  const humStep = stepOf(HUM_HERTZ)

  // One note lasts for tens of thousands of samples: it is looked up when the beat changes.
  let current = -1
  let noteStep = 0
  function write(view: DataView, at: number, n: number) {
    const beat = Math.floor(n / beatFrames)
    if (beat !== current) {
      current = beat
      noteStep = stepOf(SCALE[noise(seed, beat) % SCALE.length] ?? HUM_HERTZ)
    }
    const within = n - beat * beatFrames
    const rest = 1 - within / beatFrames
    const fade = rest * rest
    const steady = sine(n * humStep) * hum
    const loud = puffs ? fade * air : air
    for (let channel = 0; channel < channels; channel += 1) {
      // The second channel is a little sharp: two ears, one room.
      const bell = sine(within * noteStep * (1 + channel / 500)) * fade * bells
      const hiss = ((noise(seed + channel, n) >>> 16) - 32_768) * loud
      view.setInt16(at + channel * SAMPLE_BYTES, bell + steady + hiss, true)
    }
  }

  return computed({ size, header: wavHeader(size, channels), unit: channels * SAMPLE_BYTES, write })
}

function wavHeader(size: number, channels: number): Uint8Array {
  const header = new Uint8Array(WAV_HEADER_BYTES)
  const view = new DataView(header.buffer)
  const word = (at: number, text: string) => header.set(new TextEncoder().encode(text), at)
  word(0, 'RIFF')
  view.setUint32(4, size - 8, true)
  word(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, channels, true)
  view.setUint32(24, SAMPLES_PER_SECOND, true)
  view.setUint32(28, SAMPLES_PER_SECOND * channels * SAMPLE_BYTES, true)
  view.setUint16(32, channels * SAMPLE_BYTES, true)
  view.setUint16(34, 8 * SAMPLE_BYTES, true)
  word(36, 'data')
  view.setUint32(40, size - WAV_HEADER_BYTES, true)
  return header
}
