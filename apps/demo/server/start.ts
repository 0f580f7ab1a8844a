import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UsageError } from './arguments.ts'
import { type DemoServer, type DemoServerOptions, createDemoServer } from './server.ts'

/** How many ports are tried, one after the other, before giving up. */
const TRIES = 20
const DEFAULT_PORT = 5173

/** Starts a server as a person at a terminal expects it: on the next port that is free, with folders that exist, and with the catalogue hashed in the background. @throws {UsageError} */
export async function startDemo(options: DemoServerOptions = {}): Promise<DemoServer> {
  const { library, appFolder, port = DEFAULT_PORT } = options
  if (library !== undefined && !(await isFolder(library)))
    throw new UsageError(`--library takes a folder. There is none at ${resolve(library)}.`)
  const built = appFolder !== undefined && (await isFolder(appFolder)) ? appFolder : undefined
  const server = await listenFrom({ ...options, port, appFolder: built }, TRIES)
  // The answer is of no use here, only that it is ready when the page asks.
  if (library === undefined) fetch(`${server.url}/api/catalogue`).catch(() => {})
  return server
}

async function listenFrom(options: DemoServerOptions & { port: number }, tries: number): Promise<DemoServer> {
  try {
    return await createDemoServer(options)
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    if (!isTaken || tries <= 1 || options.port === 65_535) throw error
    return listenFrom({ ...options, port: options.port + 1 }, tries - 1)
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
