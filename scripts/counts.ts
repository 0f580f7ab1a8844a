import { existsSync, readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  /** What failed, by title and first words, also what passed at its second try. */
  readonly faults: readonly string[]
}

export const NONE: Counts = { passed: 0, failed: 0, skipped: 0, faults: [] }

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    faults: [...a.faults, ...b.faults],
  }
}

export function describe({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** Enough lines of an error to see what was expected and what came. */
const LINES_OF_ERROR = 8

function describeFault(title: string, error: string): string {
  const lines = stripVTControlCharacters(error)
    .split('\n')
    .map((line) => line.trim())
  return [title, ...lines.filter((line) => line !== '').slice(0, LINES_OF_ERROR)].join('\n    ')
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** What Vitest's JSON report says. A file that could not be loaded has no tests to fail, and counts as one. */
export function readVitestReport(file: string): Counts {
  if (!existsSync(file)) return NONE
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  const unloaded = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  )
  const failed = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) =>
        describeFault(`${name} › ${fullName}`, failureMessages.join('\n')),
      ),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    faults: [...failed, ...unloaded.map(({ name, message }) => describeFault(name, message))],
  }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs: readonly {
    readonly title: string
    readonly file: string
    readonly line: number
    readonly tests: readonly {
      readonly status: 'expected' | 'flaky' | 'skipped' | 'unexpected'
      readonly results: readonly { readonly errors: readonly { readonly message?: string }[] }[]
    }[]
  }[]
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[]
  readonly stats: {
    readonly expected: number
    readonly flaky: number
    readonly unexpected: number
    readonly skipped: number
  }
}

/** What Playwright's JSON report says; a test that passed at its second try passed, and is named. */
export function readPlaywrightReport(file: string): Counts {
  if (!existsSync(file)) return NONE
  const { stats, suites } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    faults: suites.flatMap(readFaults),
  }
}

function readFaults({ suites = [], specs }: PlaywrightSuite): readonly string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) => {
        const errors = results.flatMap((result) => result.errors.map(({ message = '' }) => message))
        const outcome = status === 'flaky' ? ' (passed at the second try)' : ''
        return describeFault(`${file}:${line} › ${title}${outcome}`, errors[0] ?? '')
      }),
  )
  return [...own, ...suites.flatMap(readFaults)]
}
