/** A smoothed speed and the sample it was last fed. */
export interface Rate {
  readonly loaded: number
  readonly at: number
  /** `null` until two samples are far enough apart to say anything. */
  readonly bytesPerSecond: number | null
}

/** Time for an old speed to lose half its say. Two seconds rides out Wi-Fi jitter. */
const HALF_LIFE_MS = 2_000

/** Samples closer than this say more about timers than about the network; they are added up. */
const SHORTEST_SPAN_MS = 200

/** Folds one more sample into a smoothed speed. Same samples, same speed. */
export function nextRate(previous: Rate | undefined, loaded: number, at: number): Rate {
  if (!previous || loaded < previous.loaded || at < previous.at) return { loaded, at, bytesPerSecond: null }
  const spanMs = at - previous.at
  if (spanMs < SHORTEST_SPAN_MS) return previous
  const current = ((loaded - previous.loaded) * 1_000) / spanMs
  if (previous.bytesPerSecond === null) return { loaded, at, bytesPerSecond: current }
  const keep = 0.5 ** (spanMs / HALF_LIFE_MS)
  return { loaded, at, bytesPerSecond: previous.bytesPerSecond * keep + current * (1 - keep) }
}
