import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pages } from '../../src/surfaces/web/pages.ts'
import { overflowOf, webWorld, type WebWorld } from './web-world.ts'

let world: WebWorld
before(async () => {
  world = await webWorld({ env: { MONITORING_INTERVAL_SECONDS: '0' } })
})
after(() => world?.[Symbol.asyncDispose]())

/** Those that need no thing of their own to show, and no step before them. */
const paths = Object.keys(pages).filter((path) => !/:|set-up|consent|sign-in/.test(path))
const widths = [375, 768, 1024, 1920]

test(`every page fits a screen of ${widths.join(', ')} px, with one title, and its own name in the tab`, async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  const faults: string[] = []
  for (const path of ['/', ...paths]) {
    await opened.go(path)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 })
      const over = await overflowOf(page)
      if (over !== 0) faults.push(`${path} is ${over} px wider than ${width} px`)
    }
    const titles = await page.getByRole('heading', { level: 1 }).count()
    if (titles !== 1) faults.push(`${path} has ${titles} titles`)
    if ((await page.title()).trim() === '') faults.push(`${path} has no name in the tab`)
  }
  assert.deepEqual(faults, [])
})

test('by keyboard alone: past the navigation, to a page by the palette, and back', async () => {
  await using opened = await world.open('owner')
  const { page } = opened
  await opened.go('/tickets', 'Tickets')
  await page.keyboard.press('Tab')
  const first = await page.evaluate<string>('document.activeElement.textContent')
  assert.match(first, /skip/i, 'the first stop leads past the navigation')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate<boolean>('document.activeElement.closest("main") !== null'), true)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('appro')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/approvals')
  await page.goBack()
  await page.waitForURL('**/tickets')
})
