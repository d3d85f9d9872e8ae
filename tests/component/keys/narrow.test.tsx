// The keys screen in a narrow window: the details are a page over the list, and F6 goes round what can be seen.
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { button, inventoryOf, leaveNothing, openKeys } from './fake-main'
import { sampleKey, stubSizes } from './sample-keys'

const hadVisibility = Object.getOwnPropertyDescriptor(Element.prototype, 'checkVisibility')

beforeEach(() => {
  stubSizes({ narrow: true })
  // The style sheets are not read here: the tree has no place, and the grid none behind the details.
  Element.prototype.checkVisibility = function checkVisibility(this: Element) {
    const role = this.getAttribute('role')
    return role !== 'tree' && !(role === 'grid' && this.closest('[data-covered]') !== null)
  }
})
afterEach(() => {
  cleanup()
  leaveNothing()
  if (hadVisibility) Object.defineProperty(Element.prototype, 'checkVisibility', hadVisibility)
  else Reflect.deleteProperty(Element.prototype, 'checkVisibility')
})

const two = [sampleKey(1, { description: 'Grafana' }), sampleKey(2, { description: 'Mailer' })]
const row = (name: string) => screen.getByRole('rowheader', { name })
const pane = () => screen.queryByRole('complementary', { name: 'Details' })
const focused = () => document.activeElement?.textContent
const heading = () => screen.getByRole('heading', { name: 'Grafana' })

test('F6 goes from the details to the toolbar and back, past the tree and the list that are hidden', async () => {
  const u = userEvent.setup()
  const tree = document.body.appendChild(document.createElement('div'))
  tree.setAttribute('role', 'tree')
  tree.innerHTML = '<div role="treeitem" tabindex="0">EU-1</div>'
  await openKeys(inventoryOf(two))
  await u.click(row('Grafana'))
  await u.keyboard('{F4}')
  await waitFor(() => expect(document.activeElement).toBe(heading()))
  await u.keyboard('{F6}')
  expect(focused()).toBe('New key')
  await u.keyboard('{F6}')
  expect(document.activeElement).toBe(heading())
  await u.keyboard('{Shift>}{F6}{/Shift}')
  expect(focused()).toBe('New key')
})

test('after the shown key has gone, a click selects and does not cover the list', async () => {
  const u = userEvent.setup()
  const main = await openKeys(inventoryOf(two))
  await u.click(row('Grafana'))
  await u.keyboard('{F4}')
  expect(pane()).toBeTruthy()
  await main.publish({ inventory: [inventoryOf(two.slice(1))] })
  expect(pane()).toBeNull()
  await u.click(row('Mailer'))
  expect(pane()).toBeNull()
  expect(button('Delete').getAttribute('aria-disabled')).toBeNull()
})
