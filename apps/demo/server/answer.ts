import type { IncomingHttpHeaders } from 'node:http'
import { type Validators, allowsRange, isUnmodified } from './conditions.ts'
import type { Weather } from './faults.ts'
import { type ByteRange, parseRange } from './range.ts'
import type { MediaFile } from './source.ts'
import { answerRange } from './wrongRange.ts'

/** A status, its headers, and the part of the file that is the body; `null` for an answer without one. */
export interface Answer {
  status: number
  headers: Record<string, string>
  part: ByteRange | null
  /** What stands before and behind that part in the body. */
  frame: readonly [string, string]
}

const NO_FRAME = ['', ''] as const

interface Question {
  method: string
  headers: IncomingHttpHeaders
}

/** Decides what a request for a file gets, bad days included. Nothing is sent or read here. */
export function answerFor(file: MediaFile, { method, headers }: Question, faults: Weather): Answer {
  const validators = validatorsOf(file, faults)
  const common = commonHeaders(validators, faults)
  if (isUnmodified(headers, validators)) return { status: 304, headers: common, part: null, frame: NO_FRAME }

  const all = { start: 0, end: file.size }
  const mayBePart =
    method === 'GET' && !faults.noRange && (faults.ignoreIfRange || allowsRange(headers, validators))
  const range = mayBePart ? parseRange(headers.range, file.size) : null
  if (range === 'unsatisfiable')
    return {
      status: 416,
      headers: { ...common, 'Content-Range': `bytes */${file.size}` },
      part: null,
      frame: NO_FRAME,
    }

  const answer = range && answerRange(range, file, faults)
  const { part, frame } = answer ?? { part: all, frame: NO_FRAME }
  const described = {
    ...common,
    'Content-Type': file.type,
    'Content-Length': String(part.end - part.start + frame.join('').length),
    ...answer?.headers,
  }
  return { status: range ? 206 : 200, headers: described, part: method === 'HEAD' ? null : part, frame }
}

/** Whether `gzip` compresses this answer. A compressed body is always the whole file. */
export function isCompressed({ headers }: Question, { gzip }: Weather): boolean {
  if (gzip === 'asked') return /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''))
  return gzip !== undefined
}

function validatorsOf(file: MediaFile, faults: Weather): Validators {
  const etag = faults.weakEtag ? `W/${file.etag}` : file.etag
  return {
    ...(faults.noEtag ? {} : { etag }),
    ...(faults.noModified ? {} : { lastModified: file.modified.toUTCString() }),
  }
}

function commonHeaders({ etag, lastModified }: Validators, faults: Weather): Record<string, string> {
  return {
    // Asked again each time: what a test counts must have crossed the wire.
    'Cache-Control': 'no-cache',
    ...(etag === undefined ? {} : { ETag: etag }),
    ...(lastModified === undefined ? {} : { 'Last-Modified': lastModified }),
    ...(faults.noRange ? {} : { 'Accept-Ranges': 'bytes' }),
  }
}
