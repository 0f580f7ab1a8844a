/** Runs what leaves something to chance. Its error says how to have the same chances again. */
export async function withChance(run: (random: () => number) => Promise<void>): Promise<void> {
  const seed = Number(process.env['SEED'] ?? Math.trunc(Math.random() * 2 ** 32))
  try {
    await run(createRandom(seed))
  } catch (error) {
    if (error instanceof Error) error.message = `With SEED=${seed}: ${error.message}`
    throw error
  }
}

/** Numbers from 0 up to, not including, 1: the same ones for the same seed (Mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The same values in an order that chance has made. */
export function shuffle<Value>(values: readonly Value[], random: () => number): readonly Value[] {
  return values
    .map((value) => ({ value, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ value }) => value)
}
