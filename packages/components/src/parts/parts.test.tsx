import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { createRef } from 'react'
import { expect, it } from 'vitest'
import { film, filmUnderWay } from '../fixtures/records.js'
import type { FetchAction } from '../labels/Labels.js'
import { FetchItemAction } from './FetchItemAction.js'
import { FetchItemProgress } from './FetchItemProgress.js'
import { FetchItemProvider } from './FetchItemProvider.js'
import { FetchItemRoot } from './FetchItemRoot.js'
import { FetchItemStatus } from './FetchItemStatus.js'
import { FetchItemTitle } from './FetchItemTitle.js'

it('says its status, phase and reason as attributes', () => {
  const { rerender } = render(<FetchItemRoot record={filmUnderWay()} data-testid="item" />)
  const item = screen.getByTestId('item')
  expect(item.dataset).toMatchObject({ longhaul: 'item', status: 'pending', phase: 'transferring' })
  const offline = { status: 'interrupted', reason: 'offline', needsUser: true, nextAttemptAt: null } as const
  rerender(<FetchItemRoot record={film(offline)} data-testid="item" />)
  expect(item.dataset).toMatchObject({ status: 'interrupted', reason: 'offline', needsUser: '' })
  expect(item.dataset['phase']).toBeUndefined()
})

it('has no class and no word of its own', () => {
  render(
    <FetchItemRoot record={filmUnderWay()} onAction={() => {}} data-testid="item">
      <FetchItemStatus />
      <FetchItemProgress />
      <FetchItemAction action="pause" />
    </FetchItemRoot>,
  )
  expect(screen.getByTestId('item').textContent).toBe('')
  expect(document.querySelector('[class]')).toBeNull()
})

it('spreads props last and takes a ref', () => {
  const ref = createRef<HTMLDivElement>()
  render(
    <FetchItemRoot record={filmUnderWay()}>
      <FetchItemTitle ref={ref} className="mine" data-status="other" style={{ color: 'red' }} />
    </FetchItemRoot>,
  )
  expect(ref.current).toBe(screen.getByText('The Long Haul'))
  expect(ref.current?.className).toBe('mine')
  expect(ref.current?.dataset['status']).toBe('other')
})

it('renders as any element', () => {
  render(
    <FetchItemRoot record={filmUnderWay()} render={(props) => <article {...props} />}>
      <FetchItemTitle render={({ children, ...props }) => <h3 {...props}>{children}</h3>} />
    </FetchItemRoot>,
  )
  expect(screen.getByRole('article').dataset['longhaul']).toBe('item')
  expect(screen.getByRole('heading', { level: 3 }).textContent).toBe('The Long Haul')
})

it('tells how far it is to people and to style sheets', () => {
  render(
    <FetchItemProvider record={filmUnderWay({ downloaded: 24_000_000 })}>
      <FetchItemProgress aria-valuetext="24 of 60 MB" style={{ height: 4 }} />
    </FetchItemProvider>,
  )
  const bar = screen.getByRole('progressbar', { name: 'The Long Haul' })
  expect(bar.getAttribute('aria-valuenow')).toBe('40')
  expect(bar.getAttribute('aria-valuetext')).toBe('24 of 60 MB')
  expect(bar.style.getPropertyValue('--longhaul-done')).toBe('0.4')
  expect(bar.style.height).toBe('4px')
})

it('claims no number while the total is unknown', () => {
  render(
    <FetchItemProvider record={filmUnderWay({ downloadTotal: null })}>
      <FetchItemProgress />
    </FetchItemProvider>,
  )
  const bar = screen.getByRole('progressbar')
  expect(bar.hasAttribute('aria-valuenow')).toBe(false)
  expect(bar.dataset['indeterminate']).toBe('')
})

it('names a button after what it does and to what', async () => {
  const asked: FetchAction[] = []
  render(
    <FetchItemRoot record={filmUnderWay()} onAction={(action) => asked.push(action)}>
      <FetchItemTitle />
      <FetchItemAction action="pause">Pause</FetchItemAction>
    </FetchItemRoot>,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Pause The Long Haul' }))
  expect(asked).toEqual(['pause'])
})

it('lets the caller stop an action', async () => {
  const asked: FetchAction[] = []
  render(
    <FetchItemRoot record={filmUnderWay()} onAction={(action) => asked.push(action)}>
      <FetchItemAction action="abort" onClick={(event) => event.preventDefault()}>
        Cancel
      </FetchItemAction>
    </FetchItemRoot>,
  )
  await userEvent.click(screen.getByRole('button'))
  expect(asked).toEqual([])
})

it('acts where the caller hands down a handler that is not there', async () => {
  const asked: FetchAction[] = []
  const onClick: (() => void) | undefined = undefined
  render(
    <FetchItemRoot record={filmUnderWay()} onAction={(action) => asked.push(action)}>
      <FetchItemAction action="pause" onClick={onClick} />
    </FetchItemRoot>,
  )
  await userEvent.click(screen.getByRole('button'))
  expect(asked).toEqual(['pause'])
})

it('shows no button that would do nothing', () => {
  const all = (['pause', 'resume', 'retry', 'abort', 'remove'] as const).map((action) => (
    <FetchItemAction key={action} action={action}>
      {action}
    </FetchItemAction>
  ))
  const names = () => screen.queryAllByRole('button').map((button) => button.textContent)
  const onAction = () => {}
  const { rerender } = render(
    <FetchItemRoot record={filmUnderWay()} onAction={onAction} canPause={false}>
      {all}
    </FetchItemRoot>,
  )
  expect(names()).toEqual(['abort'])
  const rerenderWith = (record: Parameters<typeof FetchItemRoot>[0]['record'] & object) =>
    rerender(
      <FetchItemRoot record={record} onAction={onAction}>
        {all}
      </FetchItemRoot>,
    )
  rerenderWith(film({ status: 'paused' }))
  expect(names()).toEqual(['resume', 'abort'])
  rerenderWith(film({ status: 'completed' }))
  expect(names()).toEqual(['remove'])
  rerenderWith(film({ status: 'aborted' }))
  expect(names()).toEqual(['retry', 'remove'])
  rerenderWith(film({ status: 'interrupted', reason: 'unsupported', needsUser: true, nextAttemptAt: null }))
  expect(names()).toEqual(['abort'])
  rerender(<FetchItemRoot record={filmUnderWay()}>{all}</FetchItemRoot>)
  expect(names()).toEqual([])
})
