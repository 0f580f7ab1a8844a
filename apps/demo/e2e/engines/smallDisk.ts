import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { appendFile, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Room for a browser's own files, and for what a test wants to keep. */
const SIZE = '400m'

const MIB = 1024 * 1024

/** A disk that is small enough to be filled: a file system of its own, in memory. */
export interface SmallDisk {
  readonly folder: string
  /** Somebody else, whom the browser does not know, takes all but so many bytes. */
  fill(leaving: number): Promise<void>
  /** Gives that back. */
  empty(): Promise<void>
  unmount(): void
}

/** Mounts a small disk; `null` where this process may not mount anything (it must be root, or may `sudo` unasked). */
export function mountSmallDisk(): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), 'longhaul-disk-'))
  const asRoot = (...command: readonly string[]) => {
    const [program, ...args] = process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
    execFileSync(program!, args, { stdio: 'ignore' })
  }
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', `size=${SIZE},mode=777`, 'tmpfs', folder)
  } catch {
    rmdirSync(folder)
    return null
  }
  const ballast = join(folder, 'ballast')
  return {
    folder,
    async fill(leaving) {
      // The browser writes, too, at the same time.
      for (let free = await freeIn(folder); free > leaving; free = await freeIn(folder))
        await appendFile(ballast, Buffer.alloc(Math.min(MIB, free - leaving)))
    },
    empty: () => rm(ballast),
    unmount() {
      // Lazily: a browser that was killed a moment ago may still hold on to it.
      asRoot('umount', '--lazy', folder)
      rmdirSync(folder)
    },
  }
}

async function freeIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
