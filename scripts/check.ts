// Runs everything that is checked, or only the steps named: `npm test`, `npm test -- unit types`.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { NONE, add, describe, type Counts } from './counts.ts'
import { cache } from './run.ts'
import { StepFailure, steps, type Step } from './steps.ts'

interface Outcome {
  readonly name: string
  readonly counts: Counts
  readonly seconds: number
  readonly problem: string | null
  readonly left: readonly string[]
}

const chosen = chooseSteps(process.argv.slice(2))
const outcomes: Outcome[] = []
// One after another: two browsers on two cores make each other's tests slow enough to fail.
for (const step of chosen) outcomes.push(await runStep(step))
report(outcomes)
process.exitCode = outcomes.some(({ problem }) => problem !== null) ? 1 : 0

function chooseSteps(names: readonly string[]): readonly Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name))
  if (unknown.length > 0) {
    console.error(
      `No such step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}`,
    )
    process.exit(2)
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}

async function runStep(step: Step): Promise<Outcome> {
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 70 - step.name.length))}`)
  rmSync(join(cache, `${step.name}.log`), { force: true })
  const startedAt = Date.now()
  const outcome = (counts: Counts, problem: string | null): Outcome => ({
    name: step.name,
    counts,
    seconds: (Date.now() - startedAt) / 1000,
    problem,
    left: step.left?.() ?? [],
  })
  try {
    return outcome(await step.run(), null)
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    console.log(problem)
    return outcome(error instanceof StepFailure ? error.counts : NONE, problem)
  }
}

function report(all: readonly Outcome[]) {
  console.log(`\n── result ${'─'.repeat(64)}`)
  for (const { name, counts, seconds, problem, left } of all) {
    const tests = counts === NONE ? '' : describe(counts)
    const line = [
      name.padEnd(10),
      problem === null ? 'ok    ' : 'FAILED',
      `${seconds.toFixed(1).padStart(6)} s`,
      tests,
    ]
    console.log(line.join('  ').trimEnd())
    if (problem !== null) console.log(`            ${problem} (.cache/${name}.log)`)
    for (const fault of counts.faults) console.log(`            ${fault.replaceAll('\n', '\n            ')}`)
    for (const reason of left) console.log(`            skipped: ${reason}`)
  }
  console.log(`\n${describe(all.map(({ counts }) => counts).reduce(add, NONE))}`)
}
