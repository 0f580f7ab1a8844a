/** One kind of bad day: what it does, and how its value is read. `parse` returns `undefined` for nonsense. */
interface Fault<T> {
  does: string
  expects: string
  parse(text: string): T | undefined
}

/**
 * Everything that can go wrong on request. The keys are the fields of `POST /api/weather`; in a file's query they are
 * written with hyphens: `dropTimes` is `?drop-times=2`.
 */
export const FAULTS = {
  rate: whole('sends at most this many bytes a second', 1),
  latency: whole('waits this many milliseconds before it answers'),
  drop: whole('destroys the connection after this many bytes of the body'),
  dropTimes: whole('drops only the first so many requests of a URL', 1),
  stall: whole('falls silent after this many bytes of the body, and leaves the connection open'),
  short: whole('closes the connection this many bytes before the promised end', 1),
  refuse: flag('hangs up before a single byte is sent'),
  hang: flag('takes the request, and never answers'),
  status: whole('answers with this status and no file', 400, 599),
  retryAfter: whole('adds Retry-After, in seconds'),
  times: whole(
    'lets refuse, hang, status, drop, stall, short and wrongLength strike only the first so many requests of a URL',
    1,
  ),
  wrongLength: whole('pretends that the file is this long: cut off, or filled up with zeros'),
  version: whole('sends this version of the file: other bytes, another ETag, the same length', 1),
  changed: whole('sends the next version once a URL was requested so many times', 1),
  noRange: flag('knows nothing of ranges: always the whole file'),
  wrongRange: oneOf(
    'answers a range with bytes from 0 on, with those behind it, without saying which, with another length of the whole each time, or as a body of several parts',
    ['zero', 'behind', 'unsaid', 'total', 'multipart'],
  ),
  ignoreIfRange: flag('sends a part although the file is not the one that was meant'),
  noEtag: flag('sends no ETag'),
  weakEtag: flag('sends a weak ETag'),
  noModified: flag('sends no Last-Modified'),
  gzip: oneOf('compresses the body: of unknown length, of compressed length, or that only if asked', [
    'chunked',
    'length',
    'asked',
  ]),
  vary: words('adds Vary'),
  redirect: flag('leads to the same file by a 302'),
  redirectTo: address('leads to this URL by a 302'),
  cors: flag('lets other origins read the answer'),
  expose: words('names the headers that other origins may read'),
  preflight: flag('says yes to the preflight of another origin'),
} satisfies Record<string, Fault<unknown>>

type FaultName = keyof typeof FAULTS

/** The bad days that are switched on; an absent one is off. */
export type Weather = {
  -readonly [Name in FaultName]?: NonNullable<ReturnType<(typeof FAULTS)[Name]['parse']>>
}

/** A value or a name that makes no sense. Its sentence says which would. */
export class WeatherError extends Error {}

/** Reads weather from the body of `POST /api/weather`. @throws {WeatherError} */
export function parseWeather(body: unknown): Weather {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new WeatherError('The weather is an object such as {"rate": 100000}; {} is a fine day.')
  const given = Object.entries(body).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, parseFault(name, String(value), name)]))
}

/** Reads weather from a file's query. `tag` is free: it makes a URL of its own. @throws {WeatherError} */
export function parseQuery(query: URLSearchParams): Weather {
  const given = [...query].filter(([name]) => name !== 'tag')
  return Object.fromEntries(
    given.map(([written, text]) => {
      const name = written.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
      return [name, parseFault(name, text, written)]
    }),
  )
}

/** The query for some weather, to be put behind a file's URL. */
export function toQuery(weather: Weather): string {
  const pairs = Object.entries(weather).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    String(value),
  ])
  return `?${new URLSearchParams(Object.fromEntries(pairs)).toString()}`
}

function parseFault(name: string, text: string, written: string): number | boolean | string {
  if (!Object.hasOwn(FAULTS, name))
    throw new WeatherError(`There is no "${written}". There are: ${Object.keys(FAULTS).join(', ')}.`)
  const { does, expects, parse } = FAULTS[name as FaultName]
  const value = parse(text)
  if (value === undefined) throw new WeatherError(`"${written}" ${does}. It takes ${expects}, not "${text}".`)
  return value
}

function whole(does: string, least = 0, most = Number.MAX_SAFE_INTEGER): Fault<number> {
  return {
    does,
    expects:
      most === Number.MAX_SAFE_INTEGER
        ? `a whole number from ${least}`
        : `a whole number from ${least} to ${most}`,
    parse(text) {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
      return value >= least && value <= most ? value : undefined
    },
  }
}

function flag(does: string): Fault<boolean> {
  const meanings: Record<string, boolean> = { '': true, 1: true, true: true, 0: false, false: false }
  return { does, expects: 'true or false', parse: (text) => meanings[text] }
}

function oneOf<const T extends string>(does: string, values: readonly [T, ...T[]]): Fault<T> {
  return {
    does,
    expects: `one of ${values.join(', ')}`,
    parse: (text) => (text === '' || text === 'true' ? values[0] : values.find((value) => value === text)),
  }
}

function address(does: string): Fault<string> {
  const isWeb = (url: URL | null) => url !== null && /^https?:$/.test(url.protocol)
  return {
    does,
    expects: 'an http or https URL',
    parse: (text) => (isWeb(URL.parse(text)) ? new URL(text).href : undefined),
  }
}

/** Only what may stand in a list of header names, so that no value can add a header of its own. */
function words(does: string): Fault<string> {
  return {
    does,
    expects: 'names of headers, or *',
    parse: (text) => (/^[\w*, -]+$/.test(text) ? text : undefined),
  }
}
