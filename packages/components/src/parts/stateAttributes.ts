import type { BackgroundFetchRecord } from '@longhaul/core'

/** Status, phase and reason as attributes, for style sheets and tests. */
export interface StateAttributes {
  readonly [attribute: `data-${string}`]: string | undefined
}

/** `data-status`, and `data-phase` or `data-reason` where the status has one. */
export function stateAttributes(record: BackgroundFetchRecord): StateAttributes {
  return {
    'data-status': record.status,
    'data-phase': record.status === 'pending' ? record.phase : undefined,
    'data-reason':
      record.status === 'interrupted'
        ? record.reason
        : record.status === 'failed'
          ? record.failure.reason
          : undefined,
    'data-needs-user': record.status === 'interrupted' && record.needsUser ? '' : undefined,
  }
}
