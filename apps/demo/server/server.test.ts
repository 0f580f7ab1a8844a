import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createDemoServer } from './server.ts'
import { ask, post } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

const FILM = '/media/sample/film-200000.bin'

it('switches the weather over HTTP', async () => {
  const { url } = await serve()
  const set = await post(url, '/api/weather', { status: 503, retryAfter: 5 })
  expect([set.status, set.body.toString()]).toEqual([200, '{"status":503,"retryAfter":5}'])
  expect((await ask(url, FILM)).status).toBe(503)
  expect((await ask(url, '/api/weather')).body.toString()).toBe('{"status":503,"retryAfter":5}')
  await post(url, '/api/weather', {})
  expect((await ask(url, FILM)).status).toBe(200)
})

it('lets a URL overrule the weather', async () => {
  const { url } = await serve({ weather: { status: 503, refuse: true } })
  expect((await ask(url, `${FILM}?refuse=0&status=404`)).status).toBe(404)
})

it('counts anew in new weather', async () => {
  const { url, setWeather } = await serve()
  for (const _ of [1, 2]) {
    setWeather({ status: 503, times: 1 })
    expect((await ask(url, FILM)).status).toBe(503)
    expect((await ask(url, FILM)).status).toBe(200)
  }
})

it.each([
  ['{"drop": "soon"}', 'It takes a whole number'],
  ['{"dorp": 1}', 'There is no'],
  ['[]', 'The weather is an object'],
  ['{', 'JSON'],
])('refuses %s as weather and keeps the old', async (body, sentence) => {
  const { url } = await serve({ weather: { latency: 0 } })
  const headers = { 'Content-Type': 'application/json' }
  const reply = await ask(url, '/api/weather', { method: 'POST', headers, body })
  expect(reply.status).toBe(400)
  expect(reply.body.toString()).toContain(sentence)
  expect((await ask(url, '/api/weather')).body.toString()).toBe('{"latency":0}')
})

it('takes no orders from a form on another site', async () => {
  const { url } = await serve()
  const headers = { 'Content-Type': 'text/plain' }
  const { status } = await ask(url, '/api/weather', { method: 'POST', headers, body: '{"refuse":true}' })
  expect(status).toBe(415)
  expect((await ask(url, FILM)).status).toBe(200)
})

it('explains every fault to the page', async () => {
  const { url } = await serve()
  const faults = JSON.parse((await ask(url, '/api/weather/faults')).body.toString()) as unknown[]
  expect(faults).toContainEqual({
    name: 'retryAfter',
    does: 'adds Retry-After, in seconds',
    expects: 'a whole number from 0',
  })
})

it('changes one file, or all of them', async () => {
  const { url } = await serve()
  const tags = async () => [
    (await ask(url, FILM)).headers.etag,
    (await ask(url, '/media/sample/a-10.bin')).headers.etag,
  ]
  const before = await tags()
  await post(url, '/api/media/bump', { path: 'sample/a-10.bin' })
  const one = await tags()
  await post(url, '/api/media/bump', {})
  const all = await tags()
  expect([one[0] === before[0], one[1] === before[1]]).toEqual([true, false])
  expect([all[0] === one[0], all[1] === one[1]]).toEqual([false, false])
  expect((await post(url, '/api/media/bump', { path: 7 })).status).toBe(400)
})

it('cuts every transfer at once', async () => {
  const { url } = await serve()
  const cut = { count: '' }
  const reply = await ask(url, `${FILM}?stall=1000`, {
    onData: (body) => {
      if (body.length === 1000)
        void post(url, '/api/media/cut', {}).then((each) => (cut.count = each.body.toString()))
    },
  })
  expect(reply).toMatchObject({ complete: false })
  await expect.poll(() => cut.count).toBe('{"cut":1}')
})

it('goes down in the middle of a transfer and comes up again on the same port', async () => {
  const first = await createDemoServer()
  const reply = await ask(first.url, `${FILM}?stall=1000`, { onData: () => void first.close() })
  expect(reply.complete).toBe(false)
  expect(await ask(first.url, FILM)).toMatchObject({ status: null })
  const second = await serve({ port: first.port })
  expect(second.url).toBe(first.url)
  expect(await ask(second.url, FILM)).toMatchObject({ status: 200, complete: true })
})

it('settles when it is closed twice', async () => {
  const server = await createDemoServer()
  await server.close()
  await expect(server.close()).resolves.toBeUndefined()
})

it('serves the built app, its worker and its pages', async () => {
  const appFolder = await mkdtemp(join(tmpdir(), 'longhaul-app-'))
  onTestFinished(() => rm(appFolder, { recursive: true }))
  await mkdir(join(appFolder, 'assets'))
  await writeFile(join(appFolder, 'index.html'), '<title>Shelf</title>')
  await writeFile(join(appFolder, 'sw.js'), '// worker')
  await writeFile(join(appFolder, 'assets/app-1a2b.js'), '// app')
  const { url } = await serve({ appFolder })

  for (const page of ['/', '/index.html', '/shelf', '/shelf/night-train']) {
    const { status, headers, body } = await ask(url, page)
    expect([status, headers['cache-control'], body.toString()]).toEqual([
      200,
      'no-cache',
      '<title>Shelf</title>',
    ])
    expect(headers['content-type']).toMatch('text/html')
  }
  const worker = await ask(url, '/sw.js')
  expect(worker.headers).toMatchObject({ 'cache-control': 'no-cache', 'service-worker-allowed': '/' })
  expect((await ask(url, '/assets/app-1a2b.js')).headers['cache-control']).toMatch('immutable')
  expect((await ask(url, '/missing.js')).status).toBe(404)
  expect((await ask(url, '/api/missing')).status).toBe(404)
})

it('leaves the global Request and Response as they were', async () => {
  const before = [Request, Response]
  await serve()
  expect([Request, Response]).toEqual(before)
})

it('answers for the API and the files only, when there is no app', async () => {
  const { url } = await serve()
  expect((await ask(url, '/')).status).toBe(404)
})
