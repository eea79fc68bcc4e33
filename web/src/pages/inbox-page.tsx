import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { queryOf } from '../api/query.ts'
import { sessionQuery } from '../api/session.ts'
import { Empty } from '../components/empty.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { SelectField } from '../components/select-field.tsx'
import { Tabs } from '../components/tabs.tsx'
import { anchorOf, groupsOf, mayAnswer, type Gap } from '../features/inbox/gap.ts'
import { JustAnsweredCard, type JustAnswered } from '../features/inbox/just-answered.tsx'
import { OpenGroup } from '../features/inbox/open-group.tsx'
import { ResolvedGap } from '../features/inbox/resolved-gap.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { useFormat } from '../messages/format.ts'
import { inboxMessages } from '../messages/inbox/messages.ts'

const states = ['open', 'answered', 'dismissed'] as const
type State = (typeof states)[number]

/** The page at `/inbox`: what nothing answered, or was answered badly, and what became of it. */
export function InboxPage() {
  const messages = useMessages(inboxMessages)
  const format = useFormat()
  const { show = 'open', only } = useSearch({ from: '/app/inbox' })
  const navigate = useNavigate()
  const { data: session } = useQuery(sessionQuery)
  const query = useQuery({
    ...queryOf('GET /api/v1/twin/inbox', { query: { state: show } }),
    refetchInterval: 30_000,
    staleTime: 0,
  })
  const [answered, setAnswered] = useState<readonly JustAnswered[]>([])
  const may = mayAnswer(session)
  const go = (next: State, bad: boolean) =>
    void navigate({ to: '/inbox', search: { ...(next !== 'open' && { show: next }), ...(bad && { only: 'bad' }) } })

  return (
    <Page title={messages.title} about={messages.about} width="narrow">
      <Tabs
        label={messages.title}
        value={show}
        onChange={(next) => go(next, only === 'bad')}
        tabs={states.map((state) => ({ value: state, label: messages.states[state] }))}
      >
        <div className="flex flex-col gap-4">
          {session && !may && <Notice title={messages.readOnly.title}>{messages.readOnly.advice}</Notice>}
          <SelectField
            label={messages.showing}
            hideLabel
            className="w-fit"
            value={only ?? 'all'}
            options={[
              { value: 'all', label: messages.all },
              { value: 'bad', label: messages.onlyBad },
            ]}
            onChange={(next) => go(show, next === 'bad')}
          />
          {answered.map((one) => (
            <JustAnsweredCard
              key={one.sourceId}
              answered={one}
              onGone={() => setAnswered((before) => before.filter((other) => other !== one))}
            />
          ))}
          <Loaded query={query}>
            {(inbox) => (
              <>
                {inbox.questions.length < inbox.total && (
                  <Notice
                    title={messages.fewer.title(format.number(inbox.questions.length), format.number(inbox.total))}
                  >
                    {messages.fewer.advice}
                  </Notice>
                )}
                <Questions
                  groups={groupsOf(inbox, only === 'bad')}
                  state={show}
                  nothing={messages.nothing[only === 'bad' ? 'bad' : show]}
                  mayAnswer={may}
                  onAnswered={(one) => setAnswered((before) => [one, ...before])}
                />
              </>
            )}
          </Loaded>
        </div>
      </Tabs>
    </Page>
  )
}

interface QuestionsProps {
  groups: readonly (readonly Gap[])[]
  state: State
  nothing: { title: string; advice: string }
  mayAnswer: boolean
  onAnswered: (answered: JustAnswered) => void
}

function Questions({ groups, state, nothing, mayAnswer: may, onAnswered }: QuestionsProps) {
  const { askChat } = useMessages(inboxMessages)
  if (groups.length === 0) {
    const action = (
      <Link to="/" className="text-small font-medium text-accent underline">
        {askChat}
      </Link>
    )
    return (
      <Empty title={nothing.title} action={state === 'open' && action}>
        {nothing.advice}
      </Empty>
    )
  }
  return (
    <ul className="flex flex-col gap-4">
      {state === 'open'
        ? groups.map((gaps) => (
            <li key={anchorOf(gaps)}>
              <OpenGroup gaps={gaps} mayAnswer={may} onAnswered={onAnswered} />
            </li>
          ))
        : groups.flat().map((gap) => (
            <li key={gap.id}>
              <ResolvedGap gap={gap} mayAnswer={may} />
            </li>
          ))}
    </ul>
  )
}
