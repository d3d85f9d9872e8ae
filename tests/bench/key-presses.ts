// How long key presses in the search field take to reach the screen.
import { expect, type Page } from '@playwright/test'

/** Types words into the search field and removes them again, `rounds` times; milliseconds from each key press to the end of its frame. */
export async function searchSamples(page: Page, rounds: number): Promise<number[]> {
  await page.getByRole('searchbox', { name: 'Search keys' }).click()
  await page.evaluate(() => {
    const samples: number[] = []
    Object.assign(window, { samples })
    document.addEventListener(
      'keydown',
      (event) => {
        const pressed = event.timeStamp
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => samples.push(performance.now() - pressed)
          port2.postMessage(null)
        })
      },
      true,
    )
  })
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.type('grafana prod 12', { delay: 120 })
    for (let press = 0; press < 15; press++) await page.keyboard.press('Backspace', { delay: 40 })
  }
  const samples = await page.evaluate(() => (window as unknown as { samples: number[] }).samples)
  expect(samples.length).toBe(rounds * 30)
  return samples
}
