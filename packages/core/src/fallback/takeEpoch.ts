import type { Reading } from '../adapter.js'
import type { FetchRow } from '../journal/rows.js'
import { NO_ROOM, type Room } from './room.js'
import type { RunnerInit } from './runnerInit.js'

/**
 * The number that fences off earlier leaders. On a full disk the journal can't note it: until there is room this says
 * of every fetch what it waits for. `null` where the lead was lost meanwhile.
 */
export async function takeEpoch(
  { journal, channel, onError }: RunnerInit,
  room: Room,
  signal: AbortSignal,
): Promise<number | null> {
  let isFull = false
  const say = async () => {
    const rows = (await journal.live()).filter(
      ({ engine, state }) => engine === 'fallback' && state.status === 'pending',
    )
    if (isFull) channel.post({ type: 'readings', readings: rows.map(toFullReading) })
  }
  const unsubscribe = channel.subscribe(({ type }) => {
    if (isFull && type === 'tell') say().catch(onError)
    if (type === 'look' || type === 'stop') room.look()
  })
  const onFull = (isNowFull: boolean) => {
    isFull = isNowFull
    say().catch(onError)
  }
  try {
    return await room.keep(() => journal.nextEpoch(), { signal, onFull })
  } catch (error) {
    if (signal.aborted) return null
    throw error
  } finally {
    unsubscribe()
  }
}

function toFullReading({ id, attempt }: FetchRow): Reading {
  return {
    id,
    attempt,
    state: { status: 'interrupted', ...NO_ROOM },
    downloaded: 0,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
  }
}
