// What is said of a list that did not come whole.
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ListBanners } from '../../../src-renderer/keys/list-banners'
import type { KeyRecord } from '../../../src-shared/key'
import { inventoryOf } from './fake-main'
import { sampleKey } from './sample-keys'

afterEach(cleanup)

const incomplete = (keys: KeyRecord[]) => {
  const inventory = inventoryOf(keys, { complete: false })
  render(
    <ListBanners inventory={inventory} offline={false} failure={null} isReading={false} onRetry={() => {}} />,
  )
  return screen.getByRole('region', { name: 'The list is incomplete' }).textContent
}

test('cut at the limit: it says so, and what the limit is (N-27)', () => {
  const one = sampleKey(1)
  expect(incomplete(Array.from({ length: 200_000 }, () => one))).toContain(
    'Keywright stops reading at 200,000 keys, and the console has more.',
  )
})

test('ended early or partly unreadable: how much came, and that there may be more (N-26, N-27)', () => {
  expect(incomplete([sampleKey(1)])).toContain(
    'Not all of the console’s list could be read: 1 key arrived, there may be more.',
  )
})
