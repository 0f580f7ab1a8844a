import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDemoHandler } from '../../apps/demo/server/handler.ts'

/** What a careful company sends: nothing from elsewhere, nothing inline, no `blob:`, no `unsafe-…`. */
export const STRICT_POLICY =
  "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'"

export interface SiteOptions {
  /** What is served beside the files; `null` where the rest of the answers comes from `next`. */
  readonly folder: string | null
  /** The `Content-Security-Policy` of every answer, scripts of workers included. @default STRICT_POLICY */
  readonly policy?: string
  /** A bundler's own server. */
  readonly next?: (incoming: IncomingMessage, outgoing: ServerResponse) => void
}

/** One request, as the server saw it. */
interface Seen {
  readonly path: string
  /** Who asked: the path of a page, or of a worker's script. */
  readonly from: string | null
  /** `Sec-Fetch-Dest`: what for. */
  readonly purpose: string | undefined
}

/** An app on a server that notes who asks for what, and what browsers report of the policy. */
export interface Site {
  readonly url: string
  readonly requests: readonly Seen[]
  /** The directive that was violated and by what: of pages and of every kind of worker. */
  readonly violations: readonly string[]
  /** Paths that get a 503 from now on; `null` for none. */
  fail(paths: RegExp | null): void
  close(): Promise<void>
}

export async function openSite({ folder, policy = STRICT_POLICY, next }: SiteOptions): Promise<Site> {
  const { handle } = createDemoHandler(folder === null ? {} : { appFolder: folder })
  const requests: Seen[] = []
  const violations: string[] = []
  let failing: RegExp | null = null
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/violations') {
      void readViolation(incoming).then((violation) => violations.push(violation))
      outgoing.writeHead(204).end()
      return
    }
    requests.push(toSeen(incoming))
    if (failing?.test(incoming.url ?? '') === true) {
      outgoing.writeHead(503).end()
      return
    }
    if (policy !== '') outgoing.setHeader('Content-Security-Policy', `${policy}; report-uri /violations`)
    if (!handle(incoming, outgoing)) next?.(incoming, outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    violations,
    fail: (paths) => (failing = paths),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function toSeen({ url = '', headers }: IncomingMessage): Seen {
  return {
    path: url,
    from: headers.referer === undefined ? null : (URL.parse(headers.referer)?.pathname ?? headers.referer),
    purpose: headers['sec-fetch-dest'] as string | undefined,
  }
}

async function readViolation(incoming: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  const { 'csp-report': report } = JSON.parse(text) as { 'csp-report': Record<string, string> }
  return `${report['effective-directive'] ?? report['violated-directive']}: ${report['blocked-uri']}`
}
