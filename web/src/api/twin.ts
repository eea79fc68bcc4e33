import { queryOptions } from '@tanstack/react-query'
import type { Language } from '../messages/language.ts'
import { requestJson } from './request.ts'
import type { Source, Suggestions, Twin } from './types.ts'

/** What the server put into the page: as everybody sees it, so it is asked for again at once. */
const embedded = readEmbedded()

export const twinQuery = queryOptions({
  queryKey: ['twin'],
  ...(embedded && { initialData: embedded.twin, initialDataUpdatedAt: 0 }),
  queryFn: ({ signal }) => requestJson<Twin>('/api/v1/twin', { signal }),
})

/** Questions in one language; what the server put into the page is English. */
export const suggestionsQuery = (language: Language) =>
  queryOptions({
    queryKey: ['twin', 'questions', language],
    ...(embedded && language === 'en' && { initialData: { questions: embedded.questions }, initialDataUpdatedAt: 0 }),
    queryFn: ({ signal }) => requestJson<Suggestions>(`/api/v1/twin/questions?language=${language}`, { signal }),
  })

/** A source at one version, or the newest. A version never changes, but the right to see it can. */
export function sourceQuery(id: string, version: string | undefined) {
  const query = version === undefined ? '' : `?version=${encodeURIComponent(version)}`
  return queryOptions({
    queryKey: ['twin', 'source', id, version ?? null],
    queryFn: ({ signal }) => requestJson<Source>(`/api/v1/twin/sources/${encodeURIComponent(id)}${query}`, { signal }),
  })
}

function readEmbedded(): { twin: Twin; questions: string[] } | undefined {
  const text = document.getElementById('twin-data')?.textContent
  return text ? (JSON.parse(text) as { twin: Twin; questions: string[] }) : undefined
}
