import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge, type Asked } from './judge.js'

const kept = { etag: '"a"', lastModified: null, total: 300 }
const slice: Asked = {
  method: 'GET',
  range: { start: 100, end: 200 },
  conditional: true,
  canGoOn: true,
  ownRange: false,
  kept,
}
const first: Asked = { ...slice, range: { start: 0, end: 100 }, conditional: false, kept: null }
const plain: Asked = { ...first, range: null, canGoOn: false }

function judgeOf(asked: Asked, status: number, headers: Record<string, string> = {}, isReadable = true) {
  return judge(asked, { status, headers: new Headers(headers), isReadable })
}

describe('a part', () => {
  it('is appended where it fits', () => {
    const headers = { 'Content-Range': 'bytes 100-199/300', ETag: '"a"' }
    expect(judgeOf(slice, 206, headers)).toMatchObject({ take: 'part', range: { start: 100, end: 200 } })
  })

  it('keeps the total that it does not repeat', () => {
    const headers = { 'Content-Range': 'bytes 100-199/*', ETag: '"a"' }
    expect(judgeOf(slice, 206, headers)).toMatchObject({ take: 'part', validators: { total: 300 } })
  })

  it.each([
    ['of another ETag', { 'Content-Range': 'bytes 100-199/300', ETag: '"b"' }, 'restart'],
    ['of another total', { 'Content-Range': 'bytes 100-199/301', ETag: '"a"' }, 'restart'],
    ['without an ETag', { 'Content-Range': 'bytes 100-199/300' }, 'stream'],
    ['with a weak ETag', { 'Content-Range': 'bytes 100-199/300', ETag: 'W/"a"' }, 'stream'],
    ['from elsewhere', { 'Content-Range': 'bytes 0-99/300', ETag: '"a"' }, 'stream'],
    ['that does not say from where', { ETag: '"a"' }, 'stream'],
    [
      'that is compressed',
      { 'Content-Range': 'bytes 100-199/300', ETag: '"a"', 'Content-Encoding': 'br' },
      'stream',
    ],
    [
      'of several parts',
      {
        'Content-Range': 'bytes 100-199/300',
        'Content-Type': 'multipart/byteranges; boundary=x',
        ETag: '"a"',
      },
      'stream',
    ],
  ])('%s is not', (_, headers, take) => {
    expect(judgeOf(slice, 206, headers)).toEqual({ take })
  })

  it('that nobody asked for is an error of the server', () => {
    expect(judgeOf(plain, 206)).toEqual({ take: 'wait' })
    expect(judgeOf({ ...plain, ownRange: true }, 206)).toMatchObject({ take: 'body' })
  })

  it('never comes from another place, or another file, than was asked', () => {
    const number = fc.nat(400)
    const etag = fc.constantFrom('"a"', '"b"', 'W/"a"', null)
    fc.assert(
      fc.property(number, number, fc.option(number), etag, (start, last, total, etag) => {
        const headers = {
          'Content-Range': `bytes ${start}-${last}/${total ?? '*'}`,
          ...(etag && { ETag: etag }),
        }
        const verdict = judgeOf(slice, 206, headers)
        if (verdict.take !== 'part') return
        expect([start, etag]).toEqual([100, '"a"'])
        expect(last).toBeLessThan(200)
        expect([null, 300]).toContain(total)
      }),
    )
  })
})

describe('a range that can not be satisfied', () => {
  const end: Asked = { ...slice, range: { start: 300, end: 400 }, kept: { ...kept, total: null } }

  it('means an empty file where it was the first', () => {
    expect(judgeOf(first, 416, { 'Content-Range': 'bytes */0' })).toEqual({ take: 'stream' })
  })

  it.each([
    ['nothing is missing', { 'Content-Range': 'bytes */300', ETag: '"a"' }, end, 'nothing'],
    ['nothing is missing: If-Range held', { 'Content-Range': 'bytes */300' }, end, 'nothing'],
    ['nobody knows', { 'Content-Range': 'bytes */300' }, { ...end, conditional: false }, 'restart'],
    ['it shrank', { 'Content-Range': 'bytes */200', ETag: '"a"' }, end, 'restart'],
    ['it is another one', { 'Content-Range': 'bytes */300', ETag: '"b"' }, end, 'restart'],
    ['it does not say', {}, end, 'restart'],
  ])('later: %s', (_, headers, asked, take) => {
    expect(judgeOf(asked, 416, headers)).toEqual({ take })
  })
})

describe('a whole body', () => {
  const headers = { 'Content-Length': '300', ETag: '"a"' }

  it('can be continued where its bytes are those of the file', () => {
    expect(judgeOf(slice, 200, headers)).toEqual({
      take: 'body',
      length: 300,
      validators: kept,
      isChanged: false,
    })
  })

  it.each([
    ['another ETag', slice, { ...headers, ETag: '"b"' }, true],
    ['another length', slice, { ...headers, 'Content-Length': '301' }, true],
    ['the same ETag', slice, headers, false],
    ['nothing to compare', slice, { 'Content-Length': '300' }, false],
    ['nothing kept', first, { ...headers, ETag: '"b"' }, false],
  ])('is of another version only where it says so: %s', (_, asked, headers, isChanged) => {
    expect(judgeOf(asked, 200, headers)).toMatchObject({ take: 'body', isChanged })
  })

  it.each([
    ['it is compressed', slice, { ...headers, 'Content-Encoding': 'gzip' }, null],
    ['it is not told apart', slice, { 'Content-Length': '300' }, 300],
    ['the server has no ranges', slice, { ...headers, 'Accept-Ranges': 'none' }, 300],
    ['ranges are not used', plain, headers, 300],
  ])('can not where %s', (_, asked, headers, length) => {
    expect(judgeOf(asked, 200, headers)).toMatchObject({ take: 'body', length, validators: null })
  })

  it('promises nothing where its encoding is hidden', () => {
    expect(judgeOf(slice, 200, headers, false)).toMatchObject({
      take: 'body',
      length: null,
      validators: null,
    })
  })

  it('is none for a HEAD', () => {
    expect(judgeOf({ ...plain, method: 'HEAD' }, 200, headers)).toMatchObject({ length: null })
  })
})

it('takes every other status for what it is', () => {
  expect(judgeOf(slice, 503)).toEqual({ take: 'wait' })
  expect(judgeOf(slice, 404)).toEqual({ take: 'failure' })
  expect(judgeOf(plain, 416)).toEqual({ take: 'failure' })
})
