// The application menu: what it sends, and what packaged builds leave out.
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { lockItem, menuTemplate, textMenu } from '../../../src-main/window/menu'

const itemsOf = (template: MenuItemConstructorOptions[]) =>
  template.flatMap((top) => (Array.isArray(top.submenu) ? top.submenu : []))
const roles = (isMac: boolean, packaged: boolean) =>
  itemsOf(menuTemplate({ isMac, packaged, consoles: [], send: () => {} })).map((item) => item.role)

describe('menuTemplate', () => {
  it('sends its commands', () => {
    const sent: string[] = []
    const items = itemsOf(
      menuTemplate({ isMac: false, packaged: true, consoles: [], send: (name) => sent.push(name) }),
    )
    const click = (accelerator: string) => {
      const item = items.find((one) => one.accelerator === accelerator && one.click !== undefined)
      ;(item?.click as (() => void) | undefined)?.()
    }
    for (const keys of ['CmdOrCtrl+N', 'CmdOrCtrl+Shift+N', 'F5', 'CmdOrCtrl+F', 'F4', 'CmdOrCtrl+,'])
      click(keys)
    expect(sent).toEqual([
      'new-simple-key',
      'new-advanced-key',
      'refresh',
      'find',
      'toggle-details',
      'settings',
    ])
  })
  it.each([true, false])(
    'locks with a shortcut of its own, under an id that it is switched by (macOS: %s)',
    (isMac) => {
      const sent: string[] = []
      const items = itemsOf(
        menuTemplate({ isMac, packaged: true, consoles: [], send: (name) => sent.push(name) }),
      )
      const item = items.find(({ id }) => id === lockItem)
      expect(item?.accelerator).toBe('CmdOrCtrl+L')
      ;(item?.click as (() => void) | undefined)?.()
      expect(sent).toEqual(['lock'])
    },
  )
  it.each([true, false])('has the roles that make copy and paste work (macOS: %s)', (isMac) => {
    for (const role of [
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'zoomIn',
      'zoomOut',
      'resetZoom',
      'quit',
    ])
      expect(roles(isMac, true)).toContain(role)
  })
  it('offers reload and developer tools in development only', () => {
    expect(roles(false, false)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
    expect(roles(false, true)).not.toEqual(expect.arrayContaining(['reload']))
    expect(roles(false, true)).not.toEqual(expect.arrayContaining(['toggleDevTools']))
  })
  it('has an application menu on macOS', () => {
    expect(menuTemplate({ isMac: true, packaged: true, consoles: [], send: () => {} })[0]?.label).toBe(
      'Keywright',
    )
  })
})

describe('consoles in the menu', () => {
  it('names the first nine, each with its number, and says which was chosen', () => {
    const sent: string[] = []
    const names = Array.from({ length: 11 }, (_, index) => `Console ${index + 1}`)
    const items = itemsOf(
      menuTemplate({ isMac: false, packaged: true, consoles: names, send: (name) => sent.push(name) }),
    ).filter((item) => item.label?.startsWith('Console '))
    expect(items.map(({ label, accelerator }) => [label, accelerator])).toEqual(
      names.slice(0, 9).map((name, index) => [name, `CmdOrCtrl+${index + 1}`]),
    )
    for (const item of items) (item.click as () => void)()
    expect(sent).toEqual(names.slice(0, 9).map((_, index) => `console-${index + 1}`))
  })
  it('shows a name as it is, never as a key of the item or with hidden characters', () => {
    const items = itemsOf(
      menuTemplate({ isMac: false, packaged: true, consoles: ['R&D\u202E'], send: () => {} }),
    )
    expect(items.map(({ label }) => label)).toContain('R&&D[U+202E]')
  })
})

describe('textMenu', () => {
  const field = {
    isEditable: true,
    selectionText: '',
    frameUrl: 'app://main/index.html',
    canCut: false,
    canCopy: false,
    canPaste: true,
  }
  it('offers the usual four in a text field', () => {
    expect(textMenu(field)?.map((item) => item.role ?? item.type)).toEqual([
      'cut',
      'copy',
      'paste',
      'separator',
      'selectAll',
    ])
    expect(textMenu(field)?.map((item) => item.enabled)).toEqual([false, false, true, undefined, undefined])
  })
  it('offers Copy for selected text and nothing elsewhere', () => {
    expect(textMenu({ ...field, isEditable: false, selectionText: 'abc' })?.map((item) => item.role)).toEqual(
      ['copy'],
    )
    expect(textMenu({ ...field, isEditable: false, selectionText: ' ' })).toBeNull()
  })
  it('never appears in the reveal frame', () => {
    expect(textMenu({ ...field, selectionText: 'key', frameUrl: 'app://reveal/t' })).toBeNull()
    expect(textMenu({ ...field, frameUrl: 'about:blank' })).toBeNull()
  })
})
