import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..')
/** Reports, logs and tarballs of the last check; not committed. */
export const cache = join(root, '.cache')

/** No command of the check comes near this; one that does hangs, and CI should hear of it. */
const LIMIT_MINUTES = 15

const PNPM = 'pnpm@12.21.0'

export interface RunOptions {
  readonly cwd?: string
  readonly env?: Record<string, string>
}

/**
 * Runs a command, shows what it prints, keeps it in `log`, and resolves when it ended well.
 * The workspace's own binaries come first, so tools run on the Node that the workspace brings.
 */
export async function run(log: string, command: string, args: readonly string[], options: RunOptions = {}) {
  mkdirSync(cache, { recursive: true })
  const file = createWriteStream(join(cache, `${log}.log`), { flags: 'a' })
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: {
      ...process.env,
      // Runners take a CI for a terminal that knows colours; a log does not.
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1', FORCE_COLOR: undefined }),
      ...options.env,
      PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const [stream, shown] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    stream.on('data', (chunk: Buffer) => {
      shown.write(chunk)
      file.write(chunk)
    })
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      // What it started may live on and hold the pipes.
      child.stdout.destroy()
      child.stderr.destroy()
      reject(new Error(`${command} was stopped after ${LIMIT_MINUTES} minutes`))
    }, LIMIT_MINUTES * 60_000)
    child.on('error', reject)
    child.on('close', resolve)
    child.on('close', () => clearTimeout(timer))
  }).finally(() => file.end())
  if (code !== 0) throw new Error(`${command} ended with ${code}`)
}

/** pnpm as it was started, or through npx: it is not on the PATH. */
export function pnpm(log: string, args: readonly string[], options: RunOptions = {}) {
  const started = process.env['npm_execpath']
  if (started?.includes('pnpm')) {
    return /\.[cm]?js$/.test(started)
      ? run(log, 'node', [started, ...args], options)
      : run(log, started, args, options)
  }
  return run(log, 'npx', ['-y', PNPM, ...args], options)
}
