import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Tab } from './driver.ts'

/** A browser's environment: every process it starts inherits it, and so can be told by the profile. */
export function environmentOf(profile: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(inherited), BROWSER_PROFILE: profile }
}

/** Every process that has the profile on its command line or in its environment; a zombie has neither. */
export async function processesOf(profile: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const told = await Promise.all(
    pids.map(async (pid) => {
      const texts = await Promise.all(['cmdline', 'environ'].map((name) => readText(`/proc/${pid}/${name}`)))
      return pid !== process.pid && texts.some((text) => text.includes(profile))
    }),
  )
  return pids.filter((_, index) => told[index])
}

/** Waits until a browser that was asked to quit has quit; one that takes longer than `limitMs` is killed. */
export async function untilGone(profile: string, limitMs = 10_000): Promise<void> {
  const end = Date.now() + limitMs
  while ((await processesOf(profile)).length > 0) {
    if (Date.now() > end) return killAll(profile)
    await wait(25)
  }
}

/** SIGKILL, until none is left: a process may have been starting another when the first signal came. */
export async function killAll(profile: string): Promise<void> {
  const end = Date.now() + 10_000
  for (;;) {
    const pids = await processesOf(profile)
    if (pids.length === 0) return
    if (Date.now() > end) throw new Error(`Processes ${pids.join(', ')} of ${profile} outlive SIGKILL`)
    for (const pid of pids) kill(pid)
    await wait(25)
  }
}

/** Hundredths of a second. Less than a burst has on a busy machine may be anybody's. */
const ENOUGH_TICKS = 20

/** Tells the process behind a tab: one that has `mark` on its command line. */
export interface Renderer {
  readonly profile: string
  readonly mark: string
  readonly evaluate: Tab['evaluate']
}

/** Kills the process behind a tab. Resolves with when it was killed, in epoch milliseconds. */
export async function killRenderer(renderer: Renderer): Promise<number> {
  const pid = await findRenderer(renderer)
  const killedAt = Date.now()
  kill(pid)
  while ((await processesOf(renderer.profile)).includes(pid)) await wait(25)
  return killedAt
}

/** Stops the process behind a tab, and gives how to let it go on. */
export async function stopRenderer(renderer: Renderer): Promise<() => void> {
  const pid = await findRenderer(renderer)
  process.kill(pid, 'SIGSTOP')
  return () => process.kill(pid, 'SIGCONT')
}

/** No protocol says which it is, so the page is kept busy and shows itself by its processor time. */
async function findRenderer({ profile, mark, evaluate }: Renderer): Promise<number> {
  const pids = await processesOf(profile)
  const commands = await Promise.all(pids.map((pid) => readText(`/proc/${pid}/cmdline`)))
  const before = await ticksOf(pids.filter((_, index) => commands[index]!.includes(mark)))
  for (let bursts = 0; bursts < 20; bursts++) {
    await evaluate(() => {
      const end = performance.now() + 250
      while (performance.now() < end);
    })
    const [busiest, second] = [...(await ticksOf([...before.keys()]))]
      .map(([pid, ticks]) => ({ pid, ticks: ticks - before.get(pid)! }))
      .toSorted((one, other) => other.ticks - one.ticks)
    if (!busiest || busiest.ticks < ENOUGH_TICKS || busiest.ticks < 3 * (second?.ticks ?? 0)) continue
    return busiest.pid
  }
  throw new Error("No process stands out as the tab's")
}

/** Processor time in user mode, in hundredths of a second. */
async function ticksOf(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const ticks = new Map<number, number>()
  for (const pid of pids) {
    const stat = await readText(`/proc/${pid}/stat`)
    // After the name, which may hold spaces, `utime` is the twelfth field (proc_pid_stat(5)).
    if (stat !== '') ticks.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[11]))
  }
  return ticks
}

/** A file of a process that may have just ended, or be another person's. */
function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

function kill(pid: number) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It had ended by itself.
  }
}
