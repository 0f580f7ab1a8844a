import { parseArgs } from 'node:util'

/** What the command line can say. */
export interface Arguments {
  library?: string
  host?: string
  port?: number
}

/** A command line that makes no sense. */
export class UsageError extends Error {}

const USAGE = 'Usage: npm start -- [--library <folder>] [--port <number>] [--host <address>]'

/** Reads `--library <folder>`, `--port <number>` and `--host <address>`; a `--` that a package manager left over is skipped. @throws {UsageError} */
export function parseArguments(args: string[]): Arguments {
  const { library, host, port } = readValues(args.filter((argument) => argument !== '--'))
  return {
    ...(library === undefined ? {} : { library }),
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port: toPort(port) }),
  }
}

function readValues(args: string[]) {
  try {
    const options = {
      library: { type: 'string' },
      host: { type: 'string' },
      port: { type: 'string' },
    } as const
    return parseArgs({ args, options, strict: true }).values
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : 'Not understood.'}\n${USAGE}`, {
      cause: error,
    })
  }
}

function toPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new UsageError(`--port takes a number from 0 to 65535, not "${text}".\n${USAGE}`)
}
