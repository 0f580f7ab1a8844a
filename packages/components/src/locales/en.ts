import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('en')

const ORDINALS = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as const
function ordinal(value: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(value) as keyof typeof ORDINALS
  return `${format.count(value)}${ORDINALS[rule]}`
}

const files = (value: number) => format.plural(value, { one: '# file', other: '# files' })

const downloads = (value: number) => format.plural(value, { one: '# download', other: '# downloads' })

/** One alone by its name; several as a number. */
function named(titles: Titles): string {
  return titles.length === 1 ? `“${titles[0]}”` : downloads(titles.length)
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} of ${format.bytes(total)}`

/** English. */
export const en: Labels = {
  locale: 'en',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} sent`,
  files: (done, total) => `${format.count(done)} of ${files(total)}`,
  timeLeft: (seconds) => `${format.duration(seconds)} left`,

  queued: (place) => {
    if (place === null) return 'Waiting'
    if (place.place > 1) return `Waiting, ${ordinal(place.place)} in line`
    return place.behind === null ? 'Waiting, next in line' : `Waiting for “${place.behind}”`
  },
  starting: 'Starting',
  verifying: 'Checking what arrived',
  storing: 'Saving to this device',
  interrupted: {
    offline: interruption('No connection.', 'Resumes by itself.', 'Retry when you are online again.'),
    // Not "not answering": a 503 is an answer, and so is a connection that breaks.
    server: interruption(
      'Server trouble.',
      (seconds) => (seconds === null ? 'Tries again by itself.' : `Next try in ${format.duration(seconds)}.`),
      'Retry to ask again.',
    ),
    metered: interruption('Waiting for Wi-Fi.', null, 'Retry when you are on it.'),
    permission: () =>
      'The browser does not allow this site to download. Allow automatic downloads in its site settings, then retry.',
    'page-closed': interruption('Stopped when the page was closed.', 'Resumes now.', 'Retry to go on.'),
    storage: interruption(
      'No room left on this device.',
      'Resumes when there is some.',
      'Remove something, then retry.',
    ),
    'service-worker': interruption(
      'Background downloads are not set up yet.',
      'Starts by itself.',
      'Reload the page, then retry.',
    ),
    unsupported: () => 'This browser cannot do this download. Open this page in another browser.',
    unknown: interruption('Stopped for no known reason.', 'Resumes by itself.', 'Retry to go on.'),
  },
  paused: (amount) => (amount === null ? 'Paused' : `Paused at ${amount}`),
  completed: (size, when) => joined(size ?? 'On this device', when),
  aborted: 'Cancelled',
  failed: {
    'bad-status': badStatus({
      refused: (status) => `The server refused the file (${status}). Sign in again, then retry.`,
      gone: (status) => `The file is not on the server any more (${status}).`,
      busy: (status) => `The server is too busy (${status}). Retry later.`,
      other: (status) =>
        `The server answered with an error${status === null ? '' : ` (${status})`}. Retry later.`,
    }),
    'fetch-error': () => 'The file could not be reached. Check the connection, then retry.',
    'quota-exceeded': () => 'No room left on this device. Remove something, then retry.',
    'download-total-exceeded': () =>
      'The file is larger than announced. Retry, or tell the people who run this site.',
    truncated: () => 'The file did not arrive whole. Retry to fetch it again.',
    integrity: () => 'The file arrived damaged. Retry to fetch it again.',
    lost: () => 'The browser dropped this download. Retry to start it again.',
    unanswered: () => 'It was sent, but the answer never came. Retry sends it a second time.',
  },
  retryFetches: (missing, total) => `Retry fetches ${format.count(missing)} of ${files(total)}.`,

  actions: { pause: 'Pause', resume: 'Resume', retry: 'Retry', abort: 'Cancel', remove: 'Remove' },
  askRemove: (size) => `Remove ${size}?`,
  keep: 'Keep',
  selection: {
    all: 'Select all',
    one: 'Select',
    count: (count) => `${format.count(count)} selected`,
    askRemove: (count, size) => `Remove ${downloads(count)} (${size})?`,
    removed: (count) => `${format.count(count)} removed`,
  },
  start: 'Download',
  open: 'Open',

  list: 'Downloads',
  empty: 'No downloads yet',
  noMatch: 'No downloads match',
  loading: 'Loading downloads',
  groups: { active: 'Active', waiting: 'Waiting', finished: 'Finished' },
  summary: 'All downloads',
  counted: {
    pending: (count) => `${format.count(count)} downloading`,
    interrupted: (count) => `${format.count(count)} interrupted`,
    paused: (count) => `${format.count(count)} paused`,
    completed: (count) => `${format.count(count)} on this device`,
    aborted: (count) => `${format.count(count)} cancelled`,
    failed: (count) => `${format.count(count)} failed`,
  },
  history: {
    name: 'Download history',
    empty: 'Nothing downloaded yet',
    failed: 'The history could not be read.',
  },
  fileList: 'Files',
  file: { done: 'On this device', waiting: 'Not here yet', failed: 'Failed' },
  storage: {
    name: 'Storage',
    used: (size) => `${size} used`,
    free: (size) => `${size} free`,
    byFetch: 'What takes room',
    rest: 'Everything else',
    keep: 'Keep on this device',
    asking: 'Asking the browser',
    kept: 'Kept on this device until you remove it.',
    refused: 'The browser may clear this when room runs out. It may agree once you use this site more.',
    unanswered: 'The browser has not answered. It may be asking you.',
  },

  announce: {
    started: (titles) => `${named(titles)} started.`,
    completed: (titles) => `${named(titles)} finished.`,
    failed: (titles) => `${named(titles)} failed.`,
    aborted: (titles) => `${named(titles)} cancelled.`,
  },
  support: {
    unsupported: 'Downloads do not work in this browser. A current browser can do them.',
    permission:
      'The browser asks before this site may download in the background. Allow automatic downloads in its site settings.',
    settingUp: 'Background downloads are being set up. They begin when that is done.',
    later: 'Downloads are kept, and begin as soon as this browser can run them.',
    pageOnly:
      'Downloads last as long as this page: the browser keeps nothing for it, as in a private window.',
    survivesClose: 'Downloads go on when you close this page.',
    whileOpen: 'Downloads run while this site is open, and go on where they stopped when you come back.',
  },
}
