import { Hono } from 'hono'
import { FAULTS, WeatherError } from './faults.ts'
import type { Log } from './log.ts'
import type { MediaSource } from './source.ts'
import type { Versions } from './versions.ts'
import type { WeatherStation } from './weather.ts'

/** What the demo's switches reach. */
export interface ApiOptions {
  source: MediaSource
  station: WeatherStation
  versions: Versions
  log: Log
  /** Destroys every connection over which a file is being sent; returns how many. */
  cut(): number
}

/** The routes under `/api`. */
export function createApi({ source, station, versions, log, cut }: ApiOptions): Hono {
  const api = new Hono()

  api.use((context, next) => {
    context.header('Cache-Control', 'no-store')
    // Other sites can post a form here without asking; they cannot post JSON.
    const isJson = context.req.header('Content-Type')?.startsWith('application/json')
    if (context.req.method === 'POST' && !isJson)
      return Promise.resolve(context.json({ error: 'Send JSON, with Content-Type: application/json.' }, 415))
    return next()
  })

  api.get('/catalogue', async (context) => context.json(await source.items()))

  api.get('/weather', (context) => context.json(station.now()))
  api.get('/weather/faults', (context) =>
    context.json(Object.entries(FAULTS).map(([name, { does, expects }]) => ({ name, does, expects }))),
  )
  api.post('/weather', async (context) => {
    station.set(await context.req.json())
    return context.json(station.now())
  })

  api.get('/log', (context) => context.json(log.entries))
  api.delete('/log', (context) => {
    log.clear()
    return context.body(null, 204)
  })

  api.post('/media/bump', async (context) => {
    const { path } = await context.req.json<{ path?: unknown }>()
    if (path !== undefined && typeof path !== 'string')
      return context.json({ error: '"path" is a path below /media/, or absent for all files.' }, 400)
    versions.bump(path)
    return context.body(null, 204)
  })
  api.post('/media/cut', (context) => context.json({ cut: cut() }))

  api.onError((error, context) => {
    const expected = error instanceof WeatherError || error instanceof SyntaxError
    return context.json({ error: error.message }, expected ? 400 : 500)
  })
  return api
}
