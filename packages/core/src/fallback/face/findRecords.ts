import type { Journal } from '../../journal/journal.js'
import { toPlatformRequest } from '../../records/requests.js'
import { BackgroundFetchRecord } from './BackgroundFetchRecord.js'
import { invalidState } from './exceptions.js'
import { CONSTRUCT } from './idl.js'
import { matchesRequest, type QueryOptions } from './matchesRequest.js'
import type { Responses } from './responses.js'

/**
 * Section 7.4.4 "matchAll()": every record that matches, in the order of the requests, those without a response
 * included.
 *
 * @throws DOMException `InvalidStateError` where the records are gone
 */
export async function findRecords(
  jobId: string,
  query: Request | undefined,
  options: QueryOptions,
  { journal, responses }: { journal: Journal; responses: Responses },
): Promise<readonly BackgroundFetchRecord[]> {
  const job = await journal.job(jobId)
  if (!job) throw invalidState('The records of this background fetch are gone.')
  const staged = query ? await journal.staged(jobId, job.fetch.attempt) : []
  const headers = new Map(staged.map((row) => [row.file, row.headers]))
  return job.requests.flatMap((request, file) => {
    const candidate = { request, headers: headers.get(file) ?? null }
    if (query && !matchesRequest(query, candidate, options)) return []
    return [
      new BackgroundFetchRecord(CONSTRUCT, {
        request: toPlatformRequest(request),
        respond: () => responses.ready(jobId, file, request),
      }),
    ]
  })
}
