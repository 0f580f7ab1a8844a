import { useRegisterSW } from 'virtual:pwa-register/react'
import { useEffect } from 'react'
import { useIsOnline } from './useIsOnline.ts'

/** Says what works without a network. */
export function OfflineNotice() {
  const isOnline = useIsOnline()
  return (
    <div role="status">
      {!isOnline && (
        <p className="notice">
          <strong>You are offline.</strong> What is on this device plays and opens as usual. Downloads go on
          when you are back online.
        </p>
      )}
    </div>
  )
}

/**
 * Registers the service worker, and offers its next version when there is one. Reloading does no harm to downloads: they
 * belong to the browser, and the journal knows them.
 */
export function UpdateNotice() {
  const {
    needRefresh: [isReady],
    updateServiceWorker,
  } = useRegisterSW()

  useEffect(() => {
    if (!isReady) return
    // The plugin reloads only pages that had a worker when they were opened; on a first visit there was none.
    const reload = () => location.reload()
    navigator.serviceWorker.addEventListener('controllerchange', reload)
    return () => navigator.serviceWorker.removeEventListener('controllerchange', reload)
  }, [isReady])

  return (
    <div role="status">
      {isReady && (
        <p className="notice">
          There is a new version of this app.{' '}
          <button type="button" className="button" onClick={() => void updateServiceWorker()}>
            Reload
          </button>
        </p>
      )}
    </div>
  )
}
