import { escapeHtml } from './escape-html.ts'

/** Who the twin is to everybody. */
export interface Person {
  readonly name: string
  readonly headline?: string
  readonly summary?: string
  readonly location?: string
  readonly languages?: readonly string[]
}

/** Title, description, Open Graph (ogp.me) and JSON-LD Person (schema.org) of the twin's page. Everything is escaped. */
export function pageHead(twin: Person | undefined, url: string): string {
  if (!twin) return '<title>Pollux</title><meta name="description" content="A digital twin that shows its proof.">'
  const title = twin.headline ? `${twin.name}, ${twin.headline}` : twin.name
  const description = twin.summary ?? `Ask ${twin.name}'s digital twin: every answer carries its sources.`
  const person = {
    '@context': 'https://schema.org',
    '@type': 'Person',
    name: twin.name,
    ...(twin.headline && { jobTitle: twin.headline }),
    ...(twin.summary && { description: twin.summary }),
    ...(twin.location && { address: twin.location }),
    url,
  }
  return [
    `<title>${escapeHtml(title)}</title>`,
    `<meta name="description" content="${escapeHtml(description)}">`,
    `<meta property="og:type" content="profile">`,
    `<meta property="og:title" content="${escapeHtml(title)}">`,
    `<meta property="og:description" content="${escapeHtml(description)}">`,
    `<meta property="og:url" content="${escapeHtml(url)}">`,
    `<link rel="canonical" href="${escapeHtml(url)}">`,
    // A data block is not run, so the page's policy on scripts does not apply to it.
    `<script type="application/ld+json">${JSON.stringify(person).replaceAll('<', '\\u003c')}</script>`,
  ].join('\n    ')
}
