/** Known to this package alone: for everybody else the constructors are illegal. */
export const CONSTRUCT = Symbol('construct')

/** Web IDL, "Interface object": an interface without a constructor operation can't be constructed. */
export function checkConstruct(token: unknown): void {
  if (token !== CONSTRUCT) throw new TypeError('Illegal constructor')
}

/**
 * Gives a class what Web IDL asks of an interface: enumerable attributes and operations , the
 * class string and a name that no minifier takes away.
 */
export function shapeInterface(type: { readonly prototype: object }, name: string): void {
  Object.defineProperty(type, 'name', { value: name, configurable: true })
  for (const key of Object.getOwnPropertyNames(type.prototype)) {
    if (key !== 'constructor') Object.defineProperty(type.prototype, key, { enumerable: true })
  }
  Object.defineProperty(type.prototype, Symbol.toStringTag, { value: name, configurable: true })
}

/** Web IDL, "Overload resolution algorithm": too few arguments are a TypeError. */
export function checkArguments(given: ArrayLike<unknown>, needed: number, operation: string): void {
  if (given.length >= needed) return
  throw new TypeError(`${operation}: ${needed} argument(s) required, but only ${given.length} present.`)
}

/** Web IDL, "Dictionary types". */
export function toDictionary(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {}
  if (isObject(value)) return value
  throw new TypeError(`${what} is not an object.`)
}

/** Web IDL, "Sequences"; `null` where the value is none. */
export function toSequence(value: unknown): readonly unknown[] | null {
  if (!isObject(value) || value[Symbol.iterator] == null) return null
  return [...(value as unknown as Iterable<unknown>)]
}

/** Web IDL, "DOMString": a symbol has no string. */
export function toDOMString(value: unknown): string {
  if (typeof value === 'symbol') throw new TypeError('A symbol is not a string.')
  return String(value)
}

export function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

export interface EventHandlerAttribute {
  get(): unknown
  set(value: unknown): void
}

/**
 * An event handler IDL attribute (HTML, "Event handlers"): it takes its place among the listeners when
 * it is first set, and keeps it while it is replaced.
 */
export function createEventHandler(target: EventTarget, type: string): EventHandlerAttribute {
  let handler: object | null = null
  const call = (event: Event) => {
    if (typeof handler === 'function' && handler.call(target, event) === false) event.preventDefault()
  }
  return {
    get: () => handler,
    set(value) {
      const next = isObject(value) ? value : null
      if (next && !handler) target.addEventListener(type, call)
      if (!next && handler) target.removeEventListener(type, call)
      handler = next
    },
  }
}
