import type { BackgroundFetchRecord } from '@longhaul/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { FetchItem } from './FetchItem.js'
import { film, filmUnderWay } from './fixtures/records.js'
import type { FetchAction } from './labels/Labels.js'
import { LabelsProvider } from './labels/LabelsProvider.js'
import { en } from './locales/en.js'

function setup(record: BackgroundFetchRecord) {
  const asked: FetchAction[] = []
  const view = render(<FetchItem record={record} onAction={(action) => asked.push(action)} />)
  const show = (next: BackgroundFetchRecord) =>
    view.rerender(<FetchItem record={next} onAction={(action) => asked.push(action)} />)
  return { user: userEvent.setup(), asked, show }
}

const finishedFilm = film({ status: 'completed' }, { downloaded: 60_000_000 })
const button = (name: string) => screen.getByRole('button', { name: `${name} The Long Haul` })

it('asks once before it removes what is on the device', async () => {
  const { user, asked } = setup(finishedFilm)
  await user.click(button('Remove'))
  expect(asked).toEqual([])
  expect(screen.getByRole('group', { name: 'Remove 60 MB?' })).toBeTruthy()
  await user.click(button('Remove'))
  expect(asked).toEqual(['remove'])
})

it('keeps the file when Enter is pressed twice', async () => {
  const { user, asked } = setup(finishedFilm)
  await user.tab()
  await user.keyboard('{Enter}')
  expect(document.activeElement).toBe(button('Keep'))
  await user.keyboard('{Enter}')
  expect(asked).toEqual([])
  expect(document.activeElement).toBe(button('Remove'))
})

it('keeps the file on Escape, and the focus', async () => {
  const { user, asked } = setup(finishedFilm)
  await user.click(button('Remove'))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('group')).toBeNull()
  expect(document.activeElement).toBe(button('Remove'))
  expect(asked).toEqual([])
})

it('removes at once where nothing would be lost', async () => {
  const { user, asked } = setup(film({ status: 'aborted' }, { downloaded: 0 }))
  await user.click(button('Remove'))
  expect(asked).toEqual(['remove'])
})

it('takes its question back when the fetch starts again', async () => {
  const { user, show } = setup(film({ status: 'aborted' }))
  await user.click(button('Remove'))
  show(filmUnderWay())
  expect(screen.queryByRole('group')).toBeNull()
  show(film({ status: 'aborted' }))
  expect(screen.queryByRole('group')).toBeNull()
})

it('keeps the focus on the button when pause becomes resume', async () => {
  const { user, show } = setup(filmUnderWay())
  await user.tab()
  const focused = document.activeElement
  expect(focused).toBe(button('Pause'))
  show(film({ status: 'paused' }))
  expect(document.activeElement).toBe(focused)
  expect(focused).toBe(button('Resume'))
})

it('moves the focus to the button that is left', async () => {
  const { user, show } = setup(filmUnderWay())
  await user.tab()
  show(finishedFilm)
  expect(document.activeElement).toBe(button('Remove'))
})

it('keeps the focus in the row when no button is left', async () => {
  const { user, show } = setup(filmUnderWay())
  await user.tab()
  show(film({ status: 'pending', phase: 'verifying' }))
  expect((document.activeElement as HTMLElement).dataset['longhaul']).toBe('item-actions')
})

it('leaves a focus alone that went elsewhere', async () => {
  const { user, show } = setup(filmUnderWay())
  await user.tab()
  await user.tab({ shift: true })
  show(finishedFilm)
  expect(document.activeElement).toBe(document.body)
})

it('speaks the language it is given', () => {
  render(
    <LabelsProvider labels={{ ...en, actions: { ...en.actions, pause: 'Anhalten' } }}>
      <FetchItem record={filmUnderWay()} onAction={() => {}} />
    </LabelsProvider>,
  )
  expect(button('Anhalten')).toBeTruthy()
})

it('shows the picture of the status in place of one that does not load', () => {
  const { container } = render(<FetchItem record={filmUnderWay({ icons: [{ src: '/gone.png' }] })} />)
  const picture = container.querySelector('img')!
  expect(container.querySelector('[data-longhaul="glyph"]')).toBeNull()
  fireEvent.error(picture)
  expect(container.querySelector('img')).toBeNull()
  expect(container.querySelector('[data-longhaul="item-icon"] [data-longhaul="glyph"]')).toBeTruthy()
})
