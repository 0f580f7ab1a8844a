import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connectInspector, type Inspector } from './inspector.ts'

/** Finds the pages that WebKit's inspector lists. */
export interface Pages {
  /** Connects to a page that was not there yet when this was last asked, as soon as there is one. */
  next(): Promise<Inspector>
}

/** Long for a browser that starts on a busy machine; one that takes longer will never come. */
const LIMIT_MS = 15_000

export function createPages(port: number): Pages {
  const known = new Set<string>()
  return {
    async next() {
      const end = Date.now() + LIMIT_MS
      let problem: unknown
      while (Date.now() < end) {
        try {
          const path = (await list(port)).find((path) => !known.has(path))
          if (path !== undefined) {
            const page = await connectInspector(`ws://127.0.0.1:${port}/${path}`)
            known.add(path)
            return page
          }
        } catch (error) {
          problem = error
        }
        await wait(25)
      }
      throw new Error('WebKit shows no new page', { cause: problem })
    },
  }
}

/** The inspector lists its pages in HTML only. While it starts it can leave a request without an answer (measured). */
async function list(port: number): Promise<readonly string[]> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) })
  const html = await response.text()
  return [...html.matchAll(/socket\/\d+\/\d+\/WebPage/g)].map(([path]) => path)
}

/** A port that was free a moment ago: the inspector does not say which one it took of its own. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
