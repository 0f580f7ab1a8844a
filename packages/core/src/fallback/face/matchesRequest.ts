import type { StoredRequest } from '../../adapter.js'
import { toDictionary } from './idl.js'
import { withoutHash } from './toRequests.js'

export interface QueryOptions {
  readonly ignoreMethod: boolean
  readonly ignoreSearch: boolean
  readonly ignoreVary: boolean
}

/** Service Workers: the dictionary `CacheQueryOptions`. */
export function toQueryOptions(value: unknown): QueryOptions {
  const { ignoreMethod, ignoreSearch, ignoreVary } = toDictionary(value, 'options')
  return {
    ignoreMethod: Boolean(ignoreMethod),
    ignoreSearch: Boolean(ignoreSearch),
    ignoreVary: Boolean(ignoreVary),
  }
}

export interface Candidate {
  readonly request: StoredRequest
  /** Of its response, where there is one. */
  readonly headers: readonly (readonly [string, string])[] | null
}

/**
 * "Request matches cached item" (Service Workers, "Algorithms"). A cache holds GET requests only, so there any other
 * method matches nothing; here it matches its own, as in Chromium: else no upload could be asked for.
 */
export function matchesRequest(query: Request, candidate: Candidate, options: QueryOptions): boolean {
  if (!options.ignoreMethod && query.method !== candidate.request.method) return false
  if (toKey(query.url, options) !== toKey(candidate.request.url, options)) return false
  return options.ignoreVary || !candidate.headers || variesAlike(query, candidate.request, candidate.headers)
}

function toKey(href: string, { ignoreSearch }: QueryOptions): string {
  const url = new URL(withoutHash(href))
  if (ignoreSearch) url.search = ''
  return url.href
}

function variesAlike(
  query: Request,
  request: StoredRequest,
  headers: NonNullable<Candidate['headers']>,
): boolean {
  const sent = new Headers(request.headers.map(([name, value]): [string, string] => [name, value]))
  const fields = headers
    .filter(([name]) => name.toLowerCase() === 'vary')
    .flatMap(([, value]) => value.split(','))
    .map((field) => field.trim())
    .filter((field) => field !== '')
  return fields.every((field) => field !== '*' && sent.get(field) === query.headers.get(field))
}
