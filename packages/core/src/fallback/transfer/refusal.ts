import { whyBlocked } from '../../platform/blockedUrl.js'

/** The event comes up to a few tasks after the failure (measured in Chromium and Firefox). */
const REPORTED_WITHIN_MS = 50

/** Whether a request of this URL was refused by the browser, or by the realm's own Content Security Policy: that never heals. */
export interface RefusalWatch {
  wasRefused(): Promise<boolean>
  end(): void
}

/**
 * Listens for the violation of a request that is about to be sent: to script it fails as a dead network does
 * (Content Security Policy, section 5.5 "Report a violation").
 */
export function watchForRefusal(url: string): RefusalWatch {
  const scope: Partial<Pick<typeof globalThis, 'addEventListener' | 'removeEventListener'>> = globalThis
  let isRefused = false
  let stopWaiting = () => {}
  const hear = ({ blockedURI, disposition, effectiveDirective }: SecurityPolicyViolationEvent) => {
    isRefused ||=
      disposition === 'enforce' && effectiveDirective === 'connect-src' && isSameResource(url, blockedURI)
    if (isRefused) stopWaiting()
  }
  scope.addEventListener?.('securitypolicyviolation', hear)
  return {
    async wasRefused() {
      if (whyBlocked(url, globalThis.location?.origin ?? '') !== null) return true
      if (!scope.addEventListener) return false
      if (!isRefused)
        await new Promise<void>((resolve) => {
          stopWaiting = resolve
          setTimeout(resolve, REPORTED_WITHIN_MS)
        })
      return isRefused || throwsSecurityError(url)
    },
    end: () => scope.removeEventListener?.('securitypolicyviolation', hear),
  }
}

/** Reports have no fragment, and of a place that a redirect led to only the origin. */
function isSameResource(url: string, blocked: string): boolean {
  const { href, origin, hash } = new URL(url)
  return blocked === href.slice(0, href.length - hash.length) || blocked === origin
}

/** WebKit's workers report nothing, but there this constructor refuses at once, and connects a task later (measured). */
function throwsSecurityError(url: string): boolean {
  if (typeof EventSource === 'undefined') return false
  try {
    new EventSource(url).close()
    return false
  } catch (error) {
    return error instanceof DOMException && error.name === 'SecurityError'
  }
}
