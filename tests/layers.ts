/**
 * Which room a source file lives in and what it may import, as `docs/architecture.md` tells it ("Direction").
 * A room is a file or a folder of that name directly under a package's `src`, or every name a pattern matches.
 * It may import itself and every room of a lower line. `upTo` lowers that; `also` names a neighbour on its own line.
 */
export interface Room {
  readonly room: string | RegExp
  readonly line: number
  readonly upTo?: number
  readonly also?: readonly string[]
}

export const layers: Record<string, readonly Room[]> = {
  core: [
    { room: 'types', line: 0, also: ['errors'] },
    { room: 'errors', line: 0 },
    { room: 'adapter', line: 1 },
    { room: 'progress', line: 1 },
    { room: 'platform', line: 1, also: ['adapter'] },
    { room: 'records', line: 1, also: ['adapter'] },
    { room: 'journal', line: 2 },
    { room: 'store', line: 2, also: ['journal'] },
    { room: 'channel', line: 2, also: ['journal'] },
    { room: 'settlement', line: 2, also: ['journal', 'store', 'channel'] },
    { room: 'native', line: 3 },
    { room: 'fallback', line: 3 },
    { room: 'detect', line: 3, also: ['native', 'fallback'] },
    { room: 'scheduler', line: 4 },
    { room: 'reconcile', line: 4 },
    { room: 'client', line: 5 },
    // Runs in another global scope: nothing a page brings may come along.
    { room: 'service-worker', line: 5, upTo: 2 },
    { room: 'index', line: 6 },
    { room: 'testing', line: 6, upTo: 3 },
  ],
  hooks: [
    { room: 'progress', line: 7 },
    { room: 'stableList', line: 7 },
    { room: 'objectUrls', line: 7 },
    { room: 'lazyClient', line: 7 },
    { room: 'followWorker', line: 7 },
    { room: 'structure', line: 7, also: ['stableList'] },
    { room: 'totals', line: 7, also: ['progress'] },
    { room: 'fileNameOf', line: 7 },
    { room: 'titleOf', line: 7, also: ['fileNameOf'] },
    { room: 'activityOf', line: 7 },
    { room: 'availableActions', line: 7 },
    { room: 'promiseOf', line: 7 },
    { room: 'news', line: 7 },
    { room: 'createSelection', line: 7 },
    { room: 'sorting', line: 7, also: ['titleOf'] },
    { room: 'recordStores', line: 7, also: ['structure', 'stableList', 'totals', 'progress'] },
    { room: 'context', line: 7, also: ['recordStores', 'lazyClient', 'news'] },
    { room: 'queries', line: 7, also: ['context', 'objectUrls'] },
    { room: /^(BackgroundFetchProvider|use[A-Z]\w*)$/, line: 8 },
    { room: 'index', line: 9 },
    { room: 'testing', line: 9 },
  ],
  components: [
    { room: 'format', line: 9 },
    { room: 'labels', line: 9, also: ['format', 'locales'] },
    { room: 'locales', line: 9, also: ['format', 'labels'] },
    { room: 'parts', line: 10 },
    { room: 'composed', line: 11 },
    { room: 'rows', line: 11 },
    { room: /^([A-Z]|use[A-Z])\w*$/, line: 11, also: ['rows'] },
    { room: 'index', line: 12 },
  ],
}
