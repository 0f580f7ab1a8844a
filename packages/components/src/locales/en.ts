import type { BackgroundFetchSupport } from '@longhaul/core'
import { createFormat } from '../format/createFormat.js'
import type { InterruptionFacts, Labels } from '../labels/Labels.js'

const format = /* @__PURE__ */ createFormat('en')

const ORDINALS = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as const
function ordinal(value: number): string {
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(value) as keyof typeof ORDINALS
  return `${format.count(value)}${ORDINALS[rule]}`
}

function counted(value: number, one: string, other: string): string {
  return `${format.count(value)} ${new Intl.PluralRules('en').select(value) === 'one' ? one : other}`
}

/** "Film" alone by its name; several as a number. */
function named(titles: readonly [string, ...string[]]): string {
  return titles.length === 1 ? `“${titles[0]}”` : counted(titles.length, 'download', 'downloads')
}

function resumes(what: string, { needsUser }: InterruptionFacts, byItself: string, byHand: string): string {
  return `${what} ${needsUser ? byHand : byItself}`
}

function support({ engine, obstacle, capabilities, journal }: BackgroundFetchSupport): string {
  if (obstacle === 'unsupported' || (engine === null && obstacle === null))
    return 'Downloads do not work in this browser. A current browser can do them.'
  if (obstacle === 'permission')
    return 'The browser asks before this site may download in the background. Allow automatic downloads in its site settings.'
  if (obstacle === 'service-worker')
    return 'Background downloads are being set up. They begin when that is done.'
  if (obstacle !== null) return 'Downloads are kept, and begin as soon as this browser can run them.'
  if (journal === 'memory')
    return 'Downloads last as long as this page: the browser keeps nothing for it, as in a private window.'
  if (capabilities.survivesPageClose) return 'Downloads go on when you close this page.'
  return 'Downloads run while this site is open, and go on where they stopped when you come back.'
}

/** English. */
export const en: Labels = {
  locale: 'en',
  direction: 'ltr',
  format,

  amount: (done, total) =>
    total === null ? format.bytes(done) : `${format.bytesWithin(done, total)} of ${format.bytes(total)}`,
  sent: (done, total) =>
    total === null
      ? `${format.bytes(done)} sent`
      : `${format.bytesWithin(done, total)} of ${format.bytes(total)} sent`,
  files: (done, total) => `${format.count(done)} of ${counted(total, 'file', 'files')}`,
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
    offline: (facts) =>
      resumes('No connection.', facts, 'Resumes by itself.', 'Retry when you are online again.'),
    server: (facts) =>
      resumes(
        'Server trouble.',
        facts,
        facts.secondsToNext === null
          ? 'Tries again by itself.'
          : `Next try in ${format.duration(facts.secondsToNext)}.`,
        'Retry to ask again.',
      ),
    metered: ({ needsUser }) =>
      needsUser ? 'Waiting for Wi-Fi. Retry when you are on it.' : 'Waiting for Wi-Fi.',
    permission: () =>
      'The browser does not allow this site to download. Allow automatic downloads in its site settings, then retry.',
    'page-closed': (facts) =>
      resumes('Stopped when the page was closed.', facts, 'Resumes now.', 'Retry to go on.'),
    storage: (facts) =>
      resumes(
        'No room left on this device.',
        facts,
        'Resumes when there is some.',
        'Remove something, then retry.',
      ),
    'service-worker': (facts) =>
      resumes(
        'Background downloads are not set up yet.',
        facts,
        'Starts by itself.',
        'Reload the page, then retry.',
      ),
    unsupported: () => 'This browser cannot do this download. Open this page in another browser.',
    unknown: (facts) =>
      resumes('Stopped for no known reason.', facts, 'Resumes by itself.', 'Retry to go on.'),
  },
  paused: (amount) => (amount === null ? 'Paused' : `Paused at ${amount}`),
  completed: (size, when) => [size ?? 'On this device', when].filter((part) => part !== null).join(' · '),
  aborted: 'Cancelled',
  failed: {
    'bad-status': ({ httpStatus }) => {
      if (httpStatus === null) return 'The server answered with an error. Retry later.'
      if (httpStatus === 401 || httpStatus === 403)
        return `The server refused the file (${httpStatus}). Sign in again, then retry.`
      if (httpStatus === 404 || httpStatus === 410)
        return `The file is not on the server any more (${httpStatus}).`
      if (httpStatus === 429) return 'The server is too busy (429). Retry later.'
      return `The server answered with an error (${httpStatus}). Retry later.`
    },
    'fetch-error': () => 'The file could not be reached. Check the connection, then retry.',
    'quota-exceeded': () => 'No room left on this device. Remove something, then retry.',
    'download-total-exceeded': () =>
      'The file is larger than announced. Retry, or tell the people who run this site.',
    truncated: () => 'The file did not arrive whole. Retry to fetch it again.',
    integrity: () => 'The file arrived damaged. Retry to fetch it again.',
    lost: () => 'The browser dropped this download. Retry to start it again.',
  },
  retryFetches: (missing, total) =>
    `Retry fetches ${format.count(missing)} of ${counted(total, 'file', 'files')}`,

  actions: { pause: 'Pause', resume: 'Resume', retry: 'Retry', abort: 'Cancel', remove: 'Remove' },
  askRemove: (size) => `Remove ${size}?`,
  keep: 'Keep',

  list: 'Downloads',
  empty: 'No downloads yet',
  loading: 'Loading downloads',

  announce: {
    started: (titles) => `${named(titles)} started.`,
    completed: (titles) => `${named(titles)} finished.`,
    failed: (titles) => `${named(titles)} failed.`,
    aborted: (titles) => `${named(titles)} cancelled.`,
  },
  support,
}
