import type { Realm } from './face.js'

/** What this page or worker says of itself; a browser that does not know has nothing against it. */
export function createRealm(scope: typeof globalThis = globalThis): Omit<Realm, 'tellWorker' | 'canStart'> {
  const navigator = scope.navigator as Navigator | undefined
  return {
    origin: (scope.location as Location | undefined)?.origin ?? 'null',
    async permission() {
      try {
        const status = await navigator!.permissions.query({ name: 'background-fetch' as PermissionName })
        return status.state
      } catch {
        return 'granted'
      }
    },
    async room() {
      try {
        const { quota, usage } = await navigator!.storage.estimate()
        // More used than there is: such storage is ill, not full (Firefox after a SIGKILL).
        return quota === undefined || usage === undefined || usage > quota ? null : quota - usage
      } catch {
        return null
      }
    },
  }
}
