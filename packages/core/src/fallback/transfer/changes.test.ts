import { expect, it } from 'vitest'
import { digest, original, serve, startsOf } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const SIZE = 1_000_000
const film = (url: string, query = '') => `${url}/media/sample/film-${SIZE}.bin${query}`

it('takes the new one of a file that changed, whole', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?changed=1') })
  const result = await stage.run()
  expect(server.log.map(({ status }) => status)).toEqual([206, 200])
  expect(result).toMatchObject({ done: true, isRestarted: true })
  const [, etag] = (result.done && result.head.headers.find(([name]) => name === 'etag')) || []
  expect(etag).not.toBe(server.log[1]?.ifRange)
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 2)))
})

it('compares versions even where the server ignores If-Range', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?changed=1&ignore-if-range') })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(startsOf(server)).toEqual([0, 262_144, 0, 524_288])
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 2)))
})

it('says while it goes on that a file changed, from the moment on that it knows', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?changed=1&ignore-if-range') })
  await stage.run()
  const said = stage.progress.map(({ isRestarted }) => isRestarted)
  expect(said[0]).toBe(false)
  expect(said.at(-1)).toBe(true)
  expect(said.indexOf(true)).toBe(said.lastIndexOf(false) + 1)
})

it('still knows after a kill that a file changed', async () => {
  const server = await serve()
  const stage = createStage({
    url: film(server.url, '?changed=1&ignore-if-range'),
    onProgress({ isRestarted, downloaded }) {
      if (isRestarted && downloaded >= 262_144) stage.controller.abort()
    },
  })
  await expect(stage.run()).rejects.toMatchObject({ name: 'AbortError' })
  const next = createStage({ url: film(server.url), file: stage.file, kept: stage.kept })
  expect(await next.run()).toMatchObject({ done: true, isRestarted: true })
})

it('still knows it after a kill that came before the first byte of the new version', async () => {
  const server = await serve()
  const stage = createStage({
    url: film(server.url, '?changed=1&ignore-if-range'),
    onProgress: ({ isRestarted, downloaded }) => isRestarted && downloaded === 0 && stage.controller.abort(),
  })
  await expect(stage.run()).rejects.toMatchObject({ name: 'AbortError' })
  expect(stage.file.size).toBe(0)
  const next = createStage({ url: film(server.url), file: stage.file, kept: stage.kept })
  expect(await next.run()).toMatchObject({ done: true, isRestarted: true })
})

it('says nothing of a file that came as it was, whatever broke on the way', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?drop=300000&times=2') })
  expect(await stage.run()).toMatchObject({ done: true, isRestarted: false })
  expect(stage.progress.some(({ isRestarted }) => isRestarted)).toBe(false)
})

it('counts what it gains of a new version from the start', async () => {
  const server = await serve()
  const url = film(server.url, '?changed=1&ignore-if-range&drop=100000')
  const stage = createStage({ url, policy: { maxAttempts: 1 } })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 2)))
})

it('counts it also where the server honours If-Range', async () => {
  const server = await serve()
  const url = film(server.url, '?changed=1&drop=100000')
  const stage = createStage({ url, policy: { maxAttempts: 1 } })
  expect(await stage.run()).toMatchObject({ done: true, isRestarted: true })
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 2)))
})

it('begins again when the length of a file turns out to be another', async () => {
  const server = await serve()
  const stage = createStage({ url: film(server.url, '?wrong-length=1500000&times=1') })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(startsOf(server)).toEqual([0, 262_144, 0, 524_288])
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
})

it('takes one stream of a file that changes again and again', async () => {
  const server = await serve()
  let requests = 0
  const stage = createStage({
    url: film(server.url, '?ignore-if-range'),
    onProgress() {
      if (server.log.length > requests) server.bump()
      requests = server.log.length
    },
  })
  expect(await stage.run()).toMatchObject({ done: true })
  expect(startsOf(server)).toEqual([0, 262_144, 0, 524_288, null])
  expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url), 3)))
})
