import { renderWithLonghaul } from '@longhaul/hooks/testing'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { DownloadButton } from './DownloadButton.js'
import { everyState, film, NOON } from './fixtures/records.js'
import { DownloadButtonRoot } from './parts/DownloadButtonRoot.js'
import { DownloadButtonTrigger } from './parts/DownloadButtonTrigger.js'

const episode = {
  id: 'episode',
  requests: { url: 'https://podcasts.example/Episode%205.mp3', size: 100 },
}

it('shows nothing to press until it is known what there is', async () => {
  const { advance } = renderWithLonghaul(<DownloadButton {...episode} />)
  const group = screen.getByRole('group', { name: 'Episode 5.mp3' })
  expect(group.getAttribute('aria-busy')).toBe('true')
  expect(screen.queryByRole('button')).toBeNull()
  await advance()
  expect(screen.getByRole('button', { name: 'Download Episode 5.mp3' })).toBeTruthy()
})

it('starts once, however often it is pressed', async () => {
  const { advance, engine } = renderWithLonghaul(<DownloadButton {...episode} />)
  await advance()
  await userEvent.dblClick(screen.getByRole('button'))
  await advance()
  expect(engine.running).toHaveLength(1)
  // The second click did not pause what the first one started.
  expect(await screen.findByRole('button', { name: 'Pause Episode 5.mp3' })).toBeTruthy()
})

it('starts once where a key is held', async () => {
  const { advance, engine } = renderWithLonghaul(<DownloadButton {...episode} />)
  await advance()
  const button = screen.getByRole('button')
  // Clicks of a keyboard count as no click at all.
  fireEvent.click(button, { detail: 0 })
  fireEvent.click(button, { detail: 0 })
  await advance()
  expect(engine.running).toHaveLength(1)
  expect(await screen.findByRole('button', { name: 'Pause Episode 5.mp3' })).toBeTruthy()
})

it('opens what is here, and calls nobody before', async () => {
  const opened: string[] = []
  const onOpen = ({ id }: { id: string }) => opened.push(id)
  const { advance, engine } = renderWithLonghaul(<DownloadButton {...episode} onOpen={onOpen} />)
  await advance()
  await userEvent.click(screen.getByRole('button'))
  await advance()
  await act(() => engine.succeed('episode'))
  await advance()
  expect(opened).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Open Episode 5.mp3' }))
  expect(opened).toEqual(['episode'])
})

it('keeps the focus inside when there is nothing left to press', async () => {
  const { rerender } = render(<DownloadButton record={film({ status: 'paused' })} onAction={() => {}} />)
  await userEvent.tab()
  expect(document.activeElement).toBe(screen.getByRole('button'))
  rerender(<DownloadButton record={film({ status: 'completed' })} onAction={() => {}} />)
  expect(document.activeElement).toBe(screen.getByRole('group', { name: 'The Long Haul' }))
})

it('has one button at most, and words wherever it has none', () => {
  for (const record of everyState(NOON)) {
    const { unmount, container } = render(<DownloadButton record={record} onAction={() => {}} />)
    expect(screen.queryAllByRole('button').length).toBeLessThanOrEqual(1)
    expect(container.textContent).not.toBe('')
    unmount()
  }
})

it('has no word of its own in its parts', () => {
  render(
    <DownloadButtonRoot record={film({ status: 'paused' })} onAction={() => {}}>
      <DownloadButtonTrigger data-testid="trigger" />
    </DownloadButtonRoot>,
  )
  expect(screen.getByTestId('trigger').dataset).toMatchObject({
    longhaul: 'download-trigger',
    step: 'resume',
  })
  expect(screen.getByRole('group').textContent).toBe('')
  expect(document.querySelector('[class]')).toBeNull()
})
