import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { processesOf } from './processes.ts'

/** Seldom enough to leave the processor to the browser. */
const SAMPLE_EVERY_MS = 250

/** Memory that a browser's processes hold together, in bytes; what they share counts once (PSS, proc_pid_smaps(5)). */
export function memoryOf(profile: string): Promise<number> {
  return total(profile, 'smaps_rollup', /^Pss:\s+(\d+) kB$/m, 1024)
}

/** Bytes that the processes running now have read since they began, from the disk or its cache (`rchar`, proc_pid_io(5)). */
export function bytesReadBy(profile: string): Promise<number> {
  return total(profile, 'io', /^rchar: (\d+)$/m, 1)
}

/** The most memory that was held while something was done. */
export async function peakMemory(profile: string, work: () => Promise<unknown>): Promise<number> {
  const end = new AbortController()
  const over = work().finally(() => end.abort())
  let peak = 0
  do {
    peak = Math.max(peak, await memoryOf(profile))
    await Promise.race([over, wait(SAMPLE_EVERY_MS)])
  } while (!end.signal.aborted)
  return Math.max(peak, await memoryOf(profile))
}

async function total(profile: string, file: string, line: RegExp, unit: number): Promise<number> {
  const pids = await processesOf(profile)
  const amounts = await Promise.all(
    pids.map(async (pid) => {
      const text = await readFile(`/proc/${pid}/${file}`, 'utf8').catch((error: NodeJS.ErrnoException) => {
        // It ended since it was found. Anything else would make a browser look small.
        if (error.code === 'ENOENT' || error.code === 'ESRCH') return ''
        throw error
      })
      return Number(line.exec(text)?.[1] ?? 0) * unit
    }),
  )
  return amounts.reduce((sum, amount) => sum + amount, 0)
}
