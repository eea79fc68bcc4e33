import axe from 'axe-core'
import type { Page } from 'playwright-core'

export const wide = { viewport: { width: 1440, height: 900 } }
export const phone = { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true }

/** Looking takes most of the time of a test in a browser. `npm run test:long` looks at all, and so does who wants the pictures. */
export const thorough = process.env['POLLUX_LONG'] === '1' || process.env['SCREENSHOTS'] !== undefined

/** What a state is looked at in: each device and each colour scheme, and every pair of them when thorough. */
export const looks = [
  { device: 'wide', options: wide, colorScheme: 'light' },
  { device: 'phone', options: phone, colorScheme: 'dark' },
  ...(thorough
    ? ([
        { device: 'wide', options: wide, colorScheme: 'dark' },
        { device: 'phone', options: phone, colorScheme: 'light' },
      ] as const)
    : []),
] as const

/** What axe finds in a page or frame, in open shadow roots too. */
export async function violations(page: Pick<Page, 'evaluate'>): Promise<string[]> {
  await page.evaluate(axe.source) // not a script element: the page's policy would refuse it
  // Its details of what passes, and style sheets that it would fetch once more, are for its own reports.
  const { violations: found } = await page.evaluate<axe.AxeResults>(
    `axe.run({ resultTypes: ['violations']${thorough ? '' : ', preload: false'} })`,
  )
  return found.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`,
  )
}
