import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ComponentType } from 'react'
import { Button } from '../components/button.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Tag } from '../components/tag.tsx'
import { SampleNotice } from '../features/profile/sample-notice.tsx'
import { AudiencesStep } from '../features/welcome/audiences-step.tsx'
import { ClientStep } from '../features/welcome/client-step.tsx'
import { DocumentsStep } from '../features/welcome/documents-step.tsx'
import { ResumeStep } from '../features/welcome/resume-step.tsx'
import { ShareStep } from '../features/welcome/share-step.tsx'
import { stepNames, useWelcome, type StepName, type WelcomeState } from '../features/welcome/use-welcome.ts'
import { useMessages } from '../messages/catalogue.ts'
import { welcomeMessages } from '../messages/welcome/messages.ts'

const bodies: Record<StepName, ComponentType<{ state: WelcomeState }>> = {
  resume: ResumeStep,
  documents: DocumentsStep,
  audiences: AudiencesStep,
  client: ClientStep,
  share: ShareStep,
}

/** The page at `/welcome`: five steps from the sample twin to the owner's. */
export function WelcomePage() {
  const messages = useMessages(welcomeMessages)
  const query = useWelcome()
  return (
    <Page title={messages.title} about={messages.about} width="narrow">
      <Loaded query={query}>{(state) => <Steps state={state} />}</Loaded>
    </Page>
  )
}

function Steps({ state }: { state: WelcomeState }) {
  const messages = useMessages(welcomeMessages)
  const chosen = useSearch({ from: '/app/welcome', select: (search) => search.step })
  const navigate = useNavigate()
  const { profile, done } = state
  const finished = stepNames.filter((name) => done[name]).length
  // Where one comes in; it stays open when it is done, so that what became of it can be read.
  const [first] = useState(() => stepNames.find((name) => !done[name]))
  const open = stepNames.find((name) => name === chosen) ?? first
  const go = (step: StepName) => void navigate({ to: '/welcome', search: { step } })

  return (
    <>
      {profile.profile !== null && profile.sampleSources > 0 && <SampleNotice sources={profile.sampleSources} />}
      <p role="status" className="pb-4 text-small text-muted">
        {messages.progress(finished, stepNames.length)}
      </p>
      <ol className="flex flex-col gap-3">
        {stepNames.map((name, index) => (
          <Step
            key={name}
            name={name}
            number={index + 1}
            state={state}
            open={name === open}
            onOpen={() => go(name)}
            onNext={stepNames[index + 1] && (() => go(stepNames[index + 1]!))}
          />
        ))}
      </ol>
      {finished === stepNames.length && (
        <div className="pt-6">
          <Notice
            title={messages.finished.title}
            action={
              <Link to="/" className="font-medium text-accent underline">
                {messages.finished.ask}
              </Link>
            }
          >
            {messages.finished.about}
          </Notice>
        </div>
      )}
    </>
  )
}

interface StepProps {
  name: StepName
  number: number
  state: WelcomeState
  open: boolean
  onOpen: () => void
  onNext: (() => void) | undefined
}

function Step({ name, number, state, open, onOpen, onNext }: StepProps) {
  const messages = useMessages(welcomeMessages)
  const { title, about } = messages.steps[name]
  const Body = bodies[name]
  return (
    <li className="rounded-lg border border-line bg-surface">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          className="flex min-h-12 w-full cursor-pointer items-center gap-3 rounded-lg px-4 py-3 text-left hover:bg-hover"
          onClick={onOpen}
        >
          <span
            aria-hidden="true"
            className={`inline-flex size-7 shrink-0 items-center justify-center rounded-full text-small font-medium ${state.done[name] ? 'bg-good-soft text-good' : 'border border-edge text-muted'}`}
          >
            {state.done[name] ? <Check className="icon" /> : number}
          </span>
          <span className="min-w-0 flex-1 font-medium">{title}</span>
          {state.done[name] && <Tag tone="good">{messages.done}</Tag>}
        </button>
      </h2>
      {open && (
        <div className="border-t border-line p-4">
          <p className="pb-4 text-small text-muted">{about}</p>
          <Body state={state} />
          {onNext && (
            <div className="mt-4 flex justify-end border-t border-line pt-4">
              <Button onClick={onNext}>{messages.next}</Button>
            </div>
          )}
        </div>
      )}
    </li>
  )
}
