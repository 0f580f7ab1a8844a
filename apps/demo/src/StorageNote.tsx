import { useLabels } from '@longhaul/components'
import { useStorageEstimate } from '@longhaul/hooks'
import { useMutation } from '@tanstack/react-query'

/** How much room the shelf takes, and whether the browser may clear it on its own. */
export function StorageNote() {
  const { data: storage, refetch } = useStorageEstimate()
  const { format } = useLabels()
  const persist = useMutation({
    networkMode: 'always',
    mutationFn: () => navigator.storage.persist(),
    onSuccess: () => refetch(),
  })
  if (storage === undefined || storage.usage === null) return null
  const { usage, quota, isPersisted } = storage
  const room = quota === null ? '' : `, room for ${format.bytes(quota - usage)} more`
  return (
    <div className="storage">
      <p>
        {format.bytes(usage)} in use{room}.<br />
        {persistenceWords(isPersisted, persist.data)}
      </p>
      {isPersisted === false && persist.data !== false && (
        <button type="button" className="button" onClick={() => persist.mutate()}>
          Keep it
        </button>
      )}
    </div>
  )
}

function persistenceWords(isPersisted: boolean | null, granted: boolean | undefined): string {
  if (isPersisted === null) return ''
  if (isPersisted) return 'The browser keeps it until you remove it.'
  if (granted === false) return 'The browser promises nothing. Installing the app helps.'
  return 'The browser may clear it when the disk is full.'
}
