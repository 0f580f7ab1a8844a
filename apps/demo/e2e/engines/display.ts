import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { xvfbPath } from '../../../../scripts/engines.ts'

export interface Display {
  /** As `DISPLAY` has it. */
  readonly name: string
  close(): void
}

/** Starts an X server without a screen, on a number that nobody has; it takes 50 ms. */
export async function openDisplay(): Promise<Display> {
  // It also ends by itself when its last client has gone, whatever became of the test.
  const options = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-terminate']
  const server = spawn(xvfbPath() ?? 'Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const failed = once(server, 'exit').then(([code]) => {
    throw new Error(`Xvfb ended with ${String(code)}`)
  })
  const [number] = (await Promise.race([once(server.stdio[3] as Readable, 'data'), failed])) as [Buffer]
  failed.catch(() => undefined)
  return { name: `:${String(number).trim()}`, close: () => void server.kill() }
}
