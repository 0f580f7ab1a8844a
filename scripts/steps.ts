import { existsSync, globSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureChromium, ensureEngines, missingEngines } from './browser.ts'
import { NONE, readPlaywrightReport, readVitestReport, type Counts } from './counts.ts'
import { checkPackages } from './packages.ts'
import { checkPages } from './pages.ts'
import { whyMissing } from './engines.ts'
import { cache, root, run } from './run.ts'

export interface Step {
  readonly name: string
  /** Rejects when the step failed. What it throws may carry `counts`. */
  readonly run: () => Promise<Counts>
  /** What the step could not look at on this machine, each with its remedy; asked when it has run. */
  readonly left?: () => readonly string[]
}

/** Everything that is checked, in the order it runs: what is quick and says most comes first. */
export const steps: readonly Step[] = [
  plain('lint', (log) => run(log, 'oxlint', ['--deny-warnings'])),
  plain('format', (log) => run(log, 'oxfmt', ['--check'])),
  plain('types', checkTypes),
  vitest('unit', ['unit', 'dom']),
  vitest('browser', ['browser']),
  vitest('stories', ['stories']),
  plain('demo', (log) => run(log, 'vite', ['build', 'apps/demo'])),
  playwright('e2e-native', ['--project', 'native']),
  playwright('e2e-chromium', ['--project', 'chromium-fallback']),
  playwright('e2e-firefox', ['--project', 'firefox']),
  playwright('e2e-webkit', ['--project', 'webkit']),
  { name: 'storybook', run: buildStorybook },
  plain('packages', checkPackages),
  playwright('bundlers', ['--config', 'tests/bundlers/playwright.config.ts']),
  plain('sizes', (log) => run(log, 'size-limit', [])),
  plain('unused', (log) => run(log, 'knip', [])),
]

function plain(name: string, action: (log: string) => Promise<void>): Step {
  return {
    name,
    run: async () => {
      await action(name)
      return NONE
    },
  }
}

/** Page, worker and Node code each have their own globals, and so their own project. */
async function checkTypes(log: string) {
  const projects = globSync(['tsconfig.json', '{packages,apps}/*/tsconfig{,.worker,.node}.json'], {
    cwd: root,
  })
  const failed: string[] = []
  for (const project of projects.toSorted()) {
    await run(log, 'tsc', ['-p', project]).catch(() => failed.push(project))
  }
  if (failed.length > 0) throw new Error(`tsc found errors in ${failed.join(', ')}`)
}

/** Builds Storybook and opens every page of its documentation: stories are tests of their own, pages are not. */
async function buildStorybook(): Promise<Counts> {
  const folder = join(cache, 'storybook')
  await run('storybook', 'storybook', ['build', '--quiet', '--output-dir', folder])
  await ensureChromium('storybook')
  const counts = await checkPages(folder)
  if (counts.failed > 0 || counts.passed === 0) throw new StepFailure('some pages have faults', counts)
  return counts
}

function vitest(name: string, projects: readonly string[]): Step {
  return counted(name, readVitestReport, async (report) => {
    if (name !== 'unit') await ensureChromium(name)
    const chosen = projects.flatMap((project) => ['--project', project])
    await run(name, 'vitest', [
      'run',
      ...chosen,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ])
  })
}

/** Whole apps in real browsers. */
function playwright(name: string, chosen: readonly string[]): Step {
  const step = counted(name, readPlaywrightReport, async (report) => {
    await ensureEngines(name)
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    await run(name, 'playwright', ['test', ...chosen, '--reporter=list,json'], { env })
  })
  return { ...step, left: () => missingEngines().map((engine) => whyMissing(engine)!) }
}

/** A step made of tests: its numbers come from the runner's report, and a run without a single test fails. */
function counted(
  name: string,
  read: (report: string) => Counts,
  action: (report: string) => Promise<void>,
): Step {
  return {
    name,
    run: async () => {
      const report = join(cache, `${name}.json`)
      rmSync(report, { force: true })
      try {
        await action(report)
      } catch (error) {
        throw new StepFailure(
          error instanceof Error ? error.message : String(error),
          existsSync(report) ? read(report) : NONE,
        )
      }
      const counts = read(report)
      if (counts.failed > 0 || counts.passed === 0)
        throw new StepFailure(`${name} ran no test that passed`, counts)
      return counts
    },
  }
}

/** A failed step that still has numbers to tell. */
export class StepFailure extends Error {
  readonly counts: Counts

  constructor(message: string, counts: Counts) {
    super(message)
    this.counts = counts
  }
}
