import { expect, it } from 'vitest'
import { SHELF } from './shelf.ts'
import { WAV_HEADER_BYTES } from './sounds.ts'

const recordings = SHELF.flatMap((item) => item.files).filter((file) => file.type === 'audio/wav')

it.each(recordings.map((file) => [file.path, file] as const))(
  'writes %s as a WAV of the size it has',
  (_, file) => {
    const recording = file.make(1)
    const head = Buffer.alloc(WAV_HEADER_BYTES)
    recording.fill(head, 0)
    const channels = head.readUInt16LE(22)
    const frame = channels * 2

    expect(head.toString('latin1', 0, 4)).toBe('RIFF')
    expect(head.readUInt32LE(4)).toBe(recording.size - 8)
    expect(head.toString('latin1', 8, 16)).toBe('WAVEfmt ')
    expect(head.readUInt32LE(16)).toBe(16)
    expect(head.readUInt16LE(20)).toBe(1)
    expect(head.readUInt32LE(24)).toBe(44_100)
    expect(head.readUInt32LE(28)).toBe(44_100 * frame)
    expect(head.readUInt16LE(32)).toBe(frame)
    expect(head.readUInt16LE(34)).toBe(16)
    expect(head.toString('latin1', 36, 40)).toBe('data')
    expect(head.readUInt32LE(40)).toBe(recording.size - WAV_HEADER_BYTES)
    expect((recording.size - WAV_HEADER_BYTES) % frame).toBe(0)
  },
)

it.each(recordings.map((file) => [file.path, file] as const))(
  'lets one hear something, and clips nothing, in %s',
  (_, file) => {
    const second = Buffer.alloc(88_200)
    file.make(1).fill(second, WAV_HEADER_BYTES)
    const loudness = Array.from({ length: 44_100 }, (__, n) => Math.abs(second.readInt16LE(2 * n)))
    expect(Math.max(...loudness)).toBeGreaterThan(5000)
    expect(Math.max(...loudness)).toBeLessThan(32_768)
  },
)
