import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { type ApiOptions, createApi } from './api.ts'

/** Vite puts a hash of the content into these names, so they may be kept for ever. */
const HASHED = /^\/assets\//

/** Everything but the files: the API and, where there is one, the built app with its pages. */
export function createApp(options: ApiOptions & { appFolder?: string | undefined }): Hono {
  const app = new Hono()
  app.route('/api', createApi(options))
  app.all('/api/*', (context) => context.json({ error: 'There is no such route.' }, 404))
  if (options.appFolder === undefined) return app

  const root = options.appFolder
  app.use(async (context, next) => {
    await next()
    if (context.res.ok) setHeaders(context)
  })
  app.use(serveStatic({ root }))
  // A path without a file extension is one of the app's own pages.
  app.get('/:page{[^.]*}', serveStatic({ root, path: 'index.html' }))
  return app
}

function setHeaders(context: Context): void {
  const { path } = context.req
  context.header('Cache-Control', HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
  // The worker may care for the whole site, wherever the build has put it.
  if (path.endsWith('.js')) context.header('Service-Worker-Allowed', '/')
}
