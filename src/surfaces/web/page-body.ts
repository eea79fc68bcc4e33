import { escapeHtml } from './escape-html.ts'
import type { Person } from './page-head.ts'

/**
 * Who the twin is, as the page shows it before its code runs, or without it: the same elements and classes as
 * web/src/features/identity, so that nothing moves when the code takes over. Only what everybody may see.
 */
export function pageBody(twin: Person | undefined): string {
  if (!twin) return ''
  const facts = [twin.location, twin.languages?.join(', ')].filter(Boolean).join(' · ')
  return [
    '<main class="mx-auto flex min-h-dvh max-w-[46rem] flex-col px-4 pt-20">',
    '<section aria-labelledby="twin-name" class="flex flex-col gap-6"><div class="flex items-start gap-4">',
    `<span aria-hidden="true" class="flex size-14 shrink-0 items-center justify-center rounded-full bg-accent-soft text-large font-medium text-accent">${escapeHtml(initials(twin.name))}</span>`,
    `<div class="min-w-0"><h1 id="twin-name" class="text-title font-semibold tracking-tight">${escapeHtml(twin.name)}</h1>`,
    twin.headline ? `<p>${escapeHtml(twin.headline)}</p>` : '',
    facts ? `<p class="text-small text-muted">${escapeHtml(facts)}</p>` : '',
    '</div></div>',
    twin.summary ? `<div><p class="max-sm:line-clamp-4">${escapeHtml(twin.summary)}</p></div>` : '',
    '</section></main>',
  ].join('')
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('')
}

/** What the page's code would ask first, for it to find: a data block, which no policy on scripts applies to. */
export function twinData(data: { twin: unknown; questions: readonly string[] }): string {
  return `<script id="twin-data" type="application/json">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>`
}
