import { installWith } from './face/installWith.js'
import type { InstallOptions } from './install.js'

/**
 * For service workers without modules: `importScripts('…/classic/install.js')` puts it on `self.longhaul`. The engine
 * runs in pages, and is left out here.
 */
function installBackgroundFetch(scope: object = self, options: InstallOptions = {}): boolean {
  return installWith(scope, options, () => ({
    page: () => Promise.reject(new Error('Pages install it from @longhaul/core/fallback/install.')),
    hasWork: () => Promise.resolve(false),
  }))
}

const scope = globalThis as { longhaul?: object }
// The other classic script may have come first.
scope.longhaul = { ...scope.longhaul, installBackgroundFetch }
