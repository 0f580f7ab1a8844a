import type { RunnerOptions } from './startRunner.js'

export type ToWorker =
  | { readonly type: 'open'; readonly options: RunnerOptions }
  | { readonly type: 'compete' }
  | { readonly type: 'release' }

export type FromWorker =
  | { readonly type: 'hello' }
  | { readonly type: 'ready' }
  | { readonly type: 'released' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'error'; readonly message: string }
