import { useBackgroundFetch } from '@longhaul/hooks'

export function OwnButton({ id, url, title }: { id: string; url: string; title: string }) {
  const { record, isLoaded, progress, start, pause, resume, retry } = useBackgroundFetch(id)
  if (!isLoaded) return null
  if (!record)
    return (
      <button type="button" onClick={() => void start(url, { title })}>
        Get {title}
      </button>
    )
  const shown = progress === null ? `${record.downloaded} bytes` : `${Math.floor(progress * 100)} %`
  return (
    <p>
      {title}: {record.status}, {shown}{' '}
      {record.status === 'pending' && <Button onClick={pause}>Pause</Button>}
      {record.status === 'paused' && <Button onClick={resume}>Resume</Button>}
      {record.status === 'failed' && <Button onClick={retry}>Retry</Button>}
    </p>
  )
}

function Button({ onClick, children }: { onClick: () => unknown; children: string }) {
  return (
    <button type="button" onClick={() => void onClick()}>
      {children}
    </button>
  )
}
