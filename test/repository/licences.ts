// Permissive: all they ask is that the notice stays.
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
  'PSF-2.0',
  'Zlib',
])

/** Copyleft per file, and only in tools that are not shipped. */
const mplDevelopmentTools = /^(axe-core|lightningcss(-[\w-]+)?)$/

/** States its licence, MIT, only in its Readme; comes with the S3 server of the tests. */
const mitByReadme = new Set(['humanize-number'])

/** States its licence, MIT, only in its LICENSE file; comes with pdfkit. */
const mitByFile = new Set(['png-js'])

/** Points to its LICENSE file: MIT going over to Apache-2.0, both permissive. */
const permissiveByFile = new Map([['@modelcontextprotocol/inspector', 'SEE LICENSE IN LICENSE']])

/** Whether a package under this SPDX expression may be depended on. An `OR` leaves the choice to us, an `AND` does not. */
export function mayDependOn(name: string, expression: string, development: boolean): boolean {
  if (expression === '' && development && mitByReadme.has(name)) return true
  if (expression === '' && mitByFile.has(name)) return true
  if (development && permissiveByFile.get(name) === expression) return true
  const bare = expression.trim().replace(/^\((.*)\)$/, '$1')
  return bare.split(/\s+OR\s+/).some((option) =>
    option.split(/\s+AND\s+/).every((licence) => {
      if (permissive.has(licence)) return true
      return licence === 'MPL-2.0' && development && mplDevelopmentTools.test(name)
    }),
  )
}

/** The licence a package.json states, in any of the shapes in use; empty when it states none. */
export function statedLicence(manifest: { license?: unknown; licenses?: unknown }): string {
  const { license, licenses } = manifest
  if (typeof license === 'string') return license
  const entries = (Array.isArray(licenses) ? licenses : [license]) as ({ type?: string } | undefined)[]
  return entries.map((entry) => entry?.type ?? '').join(' OR ')
}
