import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import {
  audiences,
  offeredDays,
  queryOfSearch,
  stepOf,
  stepsOf,
  usualDays,
  type AnalyticsSearch,
  type Audience,
  type Step,
} from './search.ts'

interface FiltersProps {
  search: AnalyticsSearch
  onChange: (next: AnalyticsSearch) => void
}

/** Which part of all activity is looked at. */
export function Filters({ search, onChange }: FiltersProps) {
  const messages = useMessages(analyticsMessages)
  const { audiences: audienceNames } = useMessages(shellMessages)
  const { clients, links } = useChoices(search)
  const steps = stepsOf(search)
  const everyone = { value: '', label: messages.all } as const
  const filtered = (search.audience ?? search.client ?? search.link ?? search.from ?? search.days) !== undefined

  function set(change: { [Name in keyof AnalyticsSearch]?: AnalyticsSearch[Name] | undefined }) {
    const next = Object.fromEntries(
      Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== ''),
    )
    onChange(next)
  }

  return (
    <div role="group" aria-label={messages.filters} className="flex flex-wrap items-end gap-3 pb-6">
      <SelectField
        label={messages.period}
        className="min-w-36 flex-1"
        value={search.from === undefined ? String(search.days ?? usualDays) : 'own'}
        options={[
          ...offeredDays.map((days) => ({ value: String(days), label: messages.lastDays(days) })),
          ...(search.days !== undefined && !offeredDays.some((days) => days === search.days)
            ? [{ value: String(search.days), label: messages.lastDays(search.days) }]
            : []),
          { value: 'own', label: messages.ownPeriod },
        ]}
        onChange={(value) =>
          value === 'own'
            ? set({ days: undefined, from: dayBefore(search.days ?? usualDays) })
            : set({ days: Number(value) === usualDays ? undefined : Number(value), from: undefined, to: undefined })
        }
      />
      {search.from !== undefined && (
        <>
          <TextField
            type="date"
            label={messages.from}
            value={search.from}
            max={dayBefore(0)}
            onChange={({ target }) => target.value !== '' && set({ from: target.value })}
          />
          <TextField
            type="date"
            label={messages.to}
            value={search.to ?? dayBefore(0)}
            max={dayBefore(0)}
            onChange={({ target }) => set({ to: target.value })}
          />
        </>
      )}
      <SelectField<Step>
        label={messages.by}
        className="min-w-28 flex-1"
        value={stepOf(search)}
        options={steps.map((step) => ({ value: step, label: messages.steps[step] }))}
        onChange={(step) => set({ step })}
      />
      <SelectField<Audience | ''>
        label={messages.audience}
        className="min-w-36 flex-1"
        value={search.audience ?? ''}
        options={[everyone, ...audiences.map((value) => ({ value, label: audienceNames[value] }))]}
        onChange={(value) => set({ audience: value === '' ? undefined : value })}
      />
      <SelectField
        label={messages.client}
        className="min-w-36 flex-1"
        value={search.client ?? ''}
        options={[everyone, ...clients.map((client) => ({ value: client, label: client }))]}
        onChange={(client) => set({ client })}
      />
      <SelectField
        label={messages.link}
        className="min-w-36 flex-1"
        value={search.link ?? ''}
        options={[everyone, ...links.map(({ link, name }) => ({ value: link, label: name }))]}
        onChange={(link) => set({ link })}
      />
      {filtered && (
        <Button look="quiet" onClick={() => onChange({ ...(search.tab && { tab: search.tab }) })}>
          {messages.noFilters}
        </Button>
      )}
    </div>
  )
}

/** Clients and links that were active in the period, and what the address names. */
function useChoices(search: AnalyticsSearch) {
  const { audience: _, client, link, ...period } = queryOfSearch(search)
  const summary = useQuery(queryOf('GET /api/v1/analytics/summary', { query: period }))
  const funnels = useQuery(queryOf('GET /api/v1/analytics/links', { query: period }))
  const clients = new Set([...(summary.data?.byClient ?? []).map((one) => one.client), ...(client ? [client] : [])])
  const links = (funnels.data?.links ?? []).map((one) => ({ link: one.link, name: one.name }))
  const named = link === undefined || links.some((one) => one.link === link)
  return { clients: [...clients], links: named ? links : [...links, { link, name: link }] }
}

function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}
