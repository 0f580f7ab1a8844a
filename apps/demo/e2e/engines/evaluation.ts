import type { Tab } from './driver.ts'

interface Outcome {
  readonly value?: unknown
  readonly error?: { readonly name: string; readonly message: string }
}

/** A tab's `evaluate`, and what ends the calls that nobody will answer: not every engine's protocol does. */
export interface Evaluator {
  readonly evaluate: Tab['evaluate']
  /** Rejects every call that is under way. */
  abandon(reason: string): void
  /** Rejects these and all that will come. */
  end(reason: string): void
}

/** Makes an evaluator out of whatever runs an expression in a page and awaits the promise it gives. */
export function createEvaluator(run: (expression: string) => Promise<unknown>): Evaluator {
  let loss = Promise.withResolvers<never>()
  const end = (reason: string) => {
    loss.reject(new Error(reason))
    // Without a call under way nobody is there to hear of it.
    loss.promise.catch(() => undefined)
  }
  return {
    async evaluate<Result>(fn: (arg: never) => Result, arg?: unknown) {
      const text = await Promise.race([run(toExpression(fn, arg)), loss.promise])
      return fromOutcome(text) as Awaited<Result>
    },
    end,
    abandon(reason) {
      end(reason)
      loss = Promise.withResolvers()
    },
  }
}

/** An expression that carries out `fn(arg)` and resolves with its outcome as text, whatever happens. */
function toExpression(fn: (arg: never) => unknown, arg: unknown): string {
  const call = `(${fn.toString()})(${arg === undefined ? '' : JSON.stringify(arg)})`
  return `(async () => JSON.stringify({ value: await ${call} }))().catch((thrown) => {
    const { name, message } = thrown instanceof Object ? thrown : { message: thrown }
    return JSON.stringify({ error: { name: String(name ?? 'Error'), message: String(message) } })
  })`
}

/** What the page's text says: the value, or the error, thrown here again under its own name. */
function fromOutcome(text: unknown): unknown {
  if (typeof text !== 'string') throw new Error(`The page answered with no text: ${String(text)}`)
  const { value, error } = JSON.parse(text) as Outcome
  if (error === undefined) return value
  throw Object.assign(new Error(error.message), { name: error.name })
}
