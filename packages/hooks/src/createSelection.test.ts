import { expect, it } from 'vitest'
import { createSelection } from './createSelection.js'

const IDS = ['a', 'b', 'c', 'd', 'e']

function selectionOf(ids: readonly string[] = IDS) {
  const selection = createSelection()
  selection.setIds(ids)
  let heard = 0
  selection.subscribe(() => (heard += 1))
  return { ...selection, selected: () => [...selection.selected()].toSorted(), heard: () => heard }
}

it('takes everything between two presses, in either direction', () => {
  const down = selectionOf()
  down.toggle('b', false)
  down.toggle('d', true)
  expect(down.selected()).toEqual(['b', 'c', 'd'])
  const up = selectionOf()
  up.toggle('d', false)
  up.toggle('b', true)
  expect(up.selected()).toEqual(['b', 'c', 'd'])
})

it('gives a range what the second press says: a selected end takes all of it back', () => {
  const selection = selectionOf()
  selection.setAll(true)
  selection.toggle('b', false)
  selection.toggle('d', true)
  expect(selection.selected()).toEqual(['a', 'e'])
})

it('takes a range as one where the first press was at none, or at what is gone', () => {
  const selection = selectionOf()
  selection.toggle('c', true)
  expect(selection.selected()).toEqual(['c'])
  selection.setIds(['a', 'b', 'd', 'e'])
  selection.toggle('e', true)
  expect(selection.selected()).toEqual(['e'])
})

it('keeps what is still there in another order, and forgets what is gone', () => {
  const selection = selectionOf()
  selection.toggle('a', false)
  selection.toggle('b', false)
  const heard = selection.heard()
  selection.setIds(['e', 'b', 'd', 'a'])
  expect(selection.selected()).toEqual(['a', 'b'])
  expect(selection.heard()).toBe(heard)
  selection.setIds(['e', 'b'])
  selection.setIds(IDS)
  expect(selection.selected()).toEqual(['b'])
})
