import type { BackgroundFetchState, BackgroundFetchStatus } from '../types.js'

/**
 * Which status may follow which within one generation of a fetch. The one table: the journal refuses everything else,
 * and a property test walks it.
 */
export const TRANSITIONS: Readonly<Record<BackgroundFetchStatus, readonly BackgroundFetchStatus[]>> = {
  pending: ['pending', 'interrupted', 'paused', 'completed', 'aborted', 'failed'],
  interrupted: ['pending', 'interrupted', 'paused', 'completed', 'aborted', 'failed'],
  paused: ['pending', 'interrupted', 'paused', 'completed', 'aborted', 'failed'],
  // retry() leaves these two, and only by way of a new attempt.
  failed: ['pending'],
  aborted: ['pending'],
  completed: [],
}

export function canFollow(from: BackgroundFetchStatus, to: BackgroundFetchStatus): boolean {
  return TRANSITIONS[from].includes(to)
}

/** Whether a state is an ending: nothing moves it but a person's retry or remove. */
export function isEnding(state: Pick<BackgroundFetchState, 'status'>): boolean {
  return state.status === 'completed' || state.status === 'aborted' || state.status === 'failed'
}
