import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { queryOf } from '../api/query.ts'
import { switchedOffBy } from '../api/switched-off.ts'
import { Button } from '../components/button.tsx'
import { Empty } from '../components/empty.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { ComparisonForm } from '../features/experiments/comparison-form.tsx'
import { DefaultsList } from '../features/experiments/defaults-list.tsx'
import { ExperimentForm } from '../features/experiments/experiment-form.tsx'
import { ExperimentList } from '../features/experiments/experiment-list.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { experimentsMessages } from '../messages/experiments/messages.ts'

const tabs = ['all', 'defaults', 'compare'] as const

/** The page at `/experiments`: what was tried on visitors, what was shipped, and one question answered in two ways. */
export function ExperimentsPage() {
  const messages = useMessages(experimentsMessages)
  const search = useSearch({ from: '/app/experiments' })
  const navigate = useNavigate()
  const { error } = useQuery(queryOf('GET /api/v1/experiments'))
  const off = switchedOffBy(error)
  const tab = search.tab ?? 'all'
  const go = (next: typeof search) => void navigate({ to: '/experiments', search: next })

  if (off !== undefined)
    return (
      <Page title={messages.title} about={messages.about}>
        <Empty title={messages.off.title}>{messages.off.advice(off)}</Empty>
      </Page>
    )
  const create = (
    <Button look="primary" onClick={() => go({ ...search, create: true })}>
      <Plus className="icon" /> {messages.create}
    </Button>
  )
  return (
    <Page title={messages.title} about={messages.about} actions={create}>
      <Tabs
        label={messages.title}
        value={tab}
        onChange={(next) => go(next === 'all' ? {} : { tab: next })}
        tabs={tabs.map((value) => ({ value, label: messages.tabs[value] }))}
      >
        {tab === 'all' && <ExperimentList create={create} />}
        {tab === 'defaults' && <DefaultsList />}
        {tab === 'compare' && <ComparisonForm />}
      </Tabs>
      {search.create && <ExperimentForm onClose={() => go(search.tab ? { tab: search.tab } : {})} />}
    </Page>
  )
}
