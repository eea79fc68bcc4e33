import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { EvaluateTab } from '../features/interview/evaluate-tab.tsx'
import { usualChoice } from '../features/interview/plan-choice.ts'
import { PractiseTab } from '../features/interview/practise-tab.tsx'
import { ProgressView } from '../features/interview/progress-view.tsx'
import { SimulateTab } from '../features/interview/simulate-tab.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { interviewMessages } from '../messages/interview/messages.ts'

/** The page at `/interview`: practise, see how it goes, let the twin be asked, score one answer. */
export function InterviewPage() {
  const messages = useMessages(interviewMessages)
  const { tab = 'practise', job } = useSearch({ from: '/app/interview' })
  const navigate = useNavigate({ from: '/interview' })
  const [choice, setChoice] = useState(usualChoice)
  const form = {
    job,
    onJob: (next: string | undefined) => void navigate({ search: (old) => ({ ...old, job: next }), replace: true }),
    choice,
    onChoose: setChoice,
  }
  return (
    <Page title={messages.title} about={messages.about}>
      <Tabs
        label={messages.title}
        value={tab}
        onChange={(next) =>
          void navigate({ search: (old) => ({ ...old, tab: next === 'practise' ? undefined : next }) })
        }
        tabs={[
          { value: 'practise', label: messages.tabs.practise },
          { value: 'progress', label: messages.tabs.progress },
          { value: 'simulate', label: messages.tabs.simulate },
          { value: 'score', label: messages.tabs.score },
        ]}
      >
        {tab === 'practise' && <PractiseTab {...form} />}
        {tab === 'progress' && <ProgressView />}
        {tab === 'simulate' && <SimulateTab {...form} />}
        {tab === 'score' && <EvaluateTab />}
      </Tabs>
    </Page>
  )
}
