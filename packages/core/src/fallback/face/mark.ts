/** From the registry, so that two copies of this library know each other's work. */
const INSTALLED = Symbol.for('longhaul:installed')

export interface MarkedScope {
  readonly ServiceWorkerRegistration?: { readonly prototype: object }
}

export function markInstalled(getter: () => unknown): void {
  Object.defineProperty(getter, INSTALLED, { value: true })
}

/** Whether `registration.backgroundFetch` is there because this library has put it there. */
export function isInstalledByUs(scope: MarkedScope = globalThis): boolean {
  const prototype = scope.ServiceWorkerRegistration?.prototype
  const getter = prototype && Object.getOwnPropertyDescriptor(prototype, 'backgroundFetch')?.get
  return getter !== undefined && INSTALLED in getter
}
