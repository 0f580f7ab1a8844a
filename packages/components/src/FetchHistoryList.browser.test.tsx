import type { BackgroundFetchClient } from '@longhaul/core'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { FetchHistoryList } from './FetchHistoryList.js'
import { createCast } from './fixtures/Stage.js'
import './styles.css'

const FILM = 'https://films.example/film.mp4'

/** A history of finished films over a client that keeps what it says it keeps. */
async function setup(...names: readonly string[]) {
  const { engine, client } = createCast()
  for (const name of names) {
    await client.fetch(name, FILM, { title: name })
    await engine.succeed(name, { [FILM]: 'a film' })
  }
  await render(
    <BackgroundFetchProvider client={client}>
      <FetchHistoryList />
    </BackgroundFetchProvider>,
  )
  for (const name of names) await expect.element(page.getByText(name, { exact: true })).toBeVisible()
  const isKept = async (name: string) => (await client.match(name, FILM)) !== undefined
  return { client, engine, isKept }
}

const button = (name: string) => page.getByRole('button', { name, exact: true })

it('asks once before it removes from history, and keeps the file where the answer is no', async () => {
  const { client, isKept } = await setup('first', 'second')
  await button('Remove second').click()
  await expect.element(button('Keep second')).toHaveFocus()
  // Twice on the same spot, or a held key, answers no.
  await userEvent.keyboard('{Enter}')
  await expect.element(button('Remove second')).toHaveFocus()
  expect(await isKept('second')).toBe(true)
  await button('Remove second').click()
  await button('Remove second').click()
  await expect.element(page.getByText('second', { exact: true })).not.toBeInTheDocument()
  expect(await client.get('second')).toBeUndefined()
  expect(await isKept('second')).toBe(false)
  expect(await isKept('first')).toBe(true)
})

it('gives the focus to the neighbour of what was removed, and keeps the heading of the day', async () => {
  await setup('first', 'second', 'third')
  await expect.element(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  const remove = button('Remove third')
  ;(remove.element() as HTMLElement).focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.tab({ shift: true })
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => page.getByRole('listitem').elements().length).toBe(2)
  await expect.poll(() => document.activeElement).toBe(page.getByRole('listitem').elements()[0])
  await expect.element(page.getByRole('heading', { name: 'Today' })).toBeVisible()
})

it('says that nothing is left when the last was removed', async () => {
  await setup('only')
  await button('Remove only').click()
  await button('Remove only').click()
  await expect.element(page.getByText('Nothing downloaded yet')).toBeVisible()
  await expect.element(page.getByRole('group', { name: 'Download history' })).toHaveFocus()
})

it('says that the next rows could not be read, with what may help, and does not claim to know how many there are', async () => {
  const { client } = createCast()
  const names = ['first', 'second', 'third']
  for (const name of names) await client.fetch(name, FILM, { title: name })
  const server = { isUp: false }
  const shown: BackgroundFetchClient = {
    ...client,
    getPage: async (options) => {
      if (options?.after && !server.isUp) throw new Error('The journal cannot be read.')
      return client.getPage(options)
    },
  }
  await render(
    <BackgroundFetchProvider client={shown}>
      <FetchHistoryList pageSize={2} />
    </BackgroundFetchProvider>,
  )
  await expect.element(page.getByRole('alert')).toHaveTextContent('The history could not be read.')
  const rows = () => page.getByRole('listitem').elements()
  expect(rows().map((row) => row.ariaSetSize)).toEqual(['-1', '-1'])
  server.isUp = true
  await button('Retry').click()
  await expect.poll(() => rows().map((row) => row.ariaSetSize)).toEqual(['3', '3', '3'])
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
})
