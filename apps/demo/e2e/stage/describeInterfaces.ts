const NAMES = [
  'BackgroundFetchManager',
  'BackgroundFetchRegistration',
  'BackgroundFetchRecord',
  'BackgroundFetchEvent',
  'BackgroundFetchUpdateUIEvent',
]

/** What Web IDL says of an interface and its members, of those that a scope has: a line for each. */
export function describeInterfaces(scope: object): Readonly<Record<string, readonly string[]>> {
  const present = NAMES.filter((name) => name in scope)
  return Object.fromEntries(present.map((name) => [name, describe(scope, name)]))
}

function describe(scope: object, name: string): readonly string[] {
  const { value: type, ...global } = Object.getOwnPropertyDescriptor(scope, name)!
  const { prototype } = type as { readonly prototype: object }
  const keys = Reflect.ownKeys(prototype).filter((key) => key !== 'constructor')
  return [
    `${name}: ${flags(global)}`,
    `prototype: ${flags(Object.getOwnPropertyDescriptor(type, 'prototype')!)}`,
    ...keys.map((key) => member(prototype, key)).toSorted(),
  ]
}

function member(prototype: object, key: string | symbol): string {
  const property = Object.getOwnPropertyDescriptor(prototype, key)!
  const { value, get, set } = property
  const kind = [get && 'get', set && 'set', typeof value === 'function' && `takes ${value.length}`]
  const text = typeof value === 'string' && `“${value}”`
  return `${String(key)}: ${[...kind, text, flags(property)].filter(Boolean).join(' ')}`
}

function flags({ writable, enumerable, configurable }: PropertyDescriptor): string {
  const set = { writable, enumerable, configurable }
  return Object.entries(set)
    .filter(([, isSet]) => isSet)
    .map(([name]) => name)
    .join(' ')
}

/** What a browser that has an interface says of it, in the same words. */
export function toLines(
  name: string,
  attributes: readonly string[],
  operations: Readonly<Record<string, number>> = {},
): readonly string[] {
  const members = [
    `Symbol(Symbol.toStringTag): “${name}” configurable`,
    ...attributes.map((key) => `${key}: get${key.startsWith('on') ? ' set' : ''} enumerable configurable`),
    ...Object.entries(operations).map(
      ([key, needed]) => `${key}: takes ${needed} writable enumerable configurable`,
    ),
  ]
  return [`${name}: writable configurable`, 'prototype: ', ...members.toSorted()]
}
