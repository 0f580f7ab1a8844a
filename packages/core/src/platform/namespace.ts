import { BackgroundFetchError } from '../errors.js'

export const DEFAULT_NAMESPACE = 'default'

/** Names of databases, caches, channels and locks derive from it, and it is a part of the platform's ids. */
export function checkNamespace(namespace: string): string {
  if (/^[\w-]+$/.test(namespace)) return namespace
  throw new BackgroundFetchError(
    'invalid-option',
    `namespace may hold letters, digits, - and _ only, and not be empty; it is “${namespace}”.`,
  )
}
