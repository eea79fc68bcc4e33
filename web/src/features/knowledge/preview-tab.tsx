import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { queryOf } from '../../api/query.ts'
import type { Audience } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { PreviewAnswer } from '../preview/preview-answer.tsx'
import { SourceList } from './source-list.tsx'

export type LowerAudience = Exclude<Audience, 'owner'>

interface PreviewTabProps {
  audience: LowerAudience
  onAudience: (audience: LowerAudience) => void
}

/** What an audience below the owner sees, and what it would be answered. */
export function PreviewTab({ audience, onAudience }: PreviewTabProps) {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const [question, setQuestion] = useDraft('knowledge.preview')
  const [asked, setAsked] = useState<string>()
  const query = useQuery({ ...queryOf('GET /api/v1/twin/preview', { query: { audience } }), staleTime: 0 })

  function ask(event: FormEvent) {
    event.preventDefault()
    setAsked(question.trim() || undefined)
  }

  return (
    <div className="flex flex-col gap-6">
      <form onSubmit={ask} className="flex flex-wrap items-start gap-3">
        <SelectField
          label={messages.eyes}
          value={audience}
          options={(['public', 'recruiter', 'colleague'] as const).map((value) => ({
            value,
            label: audiences[value],
          }))}
          onChange={onAudience}
        />
        <TextField
          label={messages.testQuestion}
          hint={messages.testHint}
          className="min-w-56 flex-1"
          required
          maxLength={2000}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
        />
        <Button look="primary" type="submit" className="mt-6">
          {messages.ask}
        </Button>
      </form>
      {asked !== undefined && <PreviewAnswer asked={{ audience, question: asked }} />}
      <Loaded query={query}>
        {({ sources, hidden }) => (
          <div className="flex flex-col gap-3">
            <p role="status" className="text-small text-muted">
              {messages.seen(sources.length, hidden)}
            </p>
            {sources.length === 0 ? (
              <Empty title={messages.seesNothing.title}>{messages.seesNothing.advice}</Empty>
            ) : (
              <SourceList sources={sources} />
            )}
          </div>
        )}
      </Loaded>
    </div>
  )
}
