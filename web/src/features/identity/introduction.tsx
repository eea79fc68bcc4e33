import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RequestError } from '../../api/request-error.ts'
import { sessionQuery } from '../../api/session.ts'
import { suggestionsQuery, twinQuery } from '../../api/twin.ts'
import type { Twin } from '../../api/types.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { QuestionList } from '../../components/question-list.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useOnline } from '../../components/use-online.ts'
import { describeFailure, failureOf } from '../chat/failure.ts'
import type { SourceLink } from '../source/source-link.ts'
import { DocumentList } from './document-list.tsx'
import { Portrait } from './portrait.tsx'
import { Summary } from './summary.tsx'
import { useLanguage } from '../../messages/language.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

interface IntroductionProps {
  onAsk: (question: string) => void
  onOpenSource: (link: SourceLink) => void
}

/** Who the twin is, what it knows, and what can be asked. */
export function Introduction({ onAsk, onOpenSource }: IntroductionProps) {
  const { identity: messages, digitalTwin, failure: words } = useMessages(twinMessages)
  const { data: twin, error, refetch, failureReason } = useQuery(twinQuery)
  const { data: session } = useQuery(sessionQuery)
  const online = useOnline()

  if (twin) return <Identity twin={twin} onAsk={onAsk} onOpenSource={onOpenSource} />
  if (error instanceof RequestError && error.status === 404) {
    return (
      <div>
        <h1 className="mb-4 text-title font-semibold tracking-tight">{messages.nobody}</h1>
        <Notice
          title={messages.noProfile}
          action={
            session?.scopes.includes('knowledge:write') && (
              <Link to="/welcome" className="font-medium text-accent underline">
                Make it yours
              </Link>
            )
          }
        >
          {error.message}
        </Notice>
      </div>
    )
  }
  if (error) {
    const { title, advice } = describeFailure(failureOf(error), online, words)
    const retry = (
      <Button onClick={() => void refetch()}>
        <Icon name="retry" /> {words.tryAgain}
      </Button>
    )
    return (
      <div role="alert">
        <h1 className="sr-only">{digitalTwin}</h1>
        <Notice tone="danger" title={title} action={retry}>
          {advice}
        </Notice>
      </div>
    )
  }
  const starting = failureReason instanceof RequestError && failureReason.status === 503
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">{digitalTwin}</h1>
      {starting && <p className="text-small text-muted">{messages.starting}</p>}
      <Skeleton
        label={messages.loading}
        lines={['h-8 w-64 max-w-full', 'h-4 w-96 max-w-full', 'h-4 w-full', 'h-4 w-4/5']}
      />
    </div>
  )
}

function Identity({ twin, onAsk, onOpenSource }: IntroductionProps & { twin: Twin }) {
  const messages = useMessages(twinMessages).identity
  const suggestions = useQuery(suggestionsQuery(useLanguage()))
  const facts = [twin.location, twin.languages.join(', ')].filter(Boolean)

  return (
    <section aria-labelledby="twin-name" className="flex flex-col gap-6">
      <div className="flex items-start gap-4">
        <Portrait name={twin.name} />
        <div className="min-w-0">
          <h1 id="twin-name" className="text-title font-semibold tracking-tight">
            {twin.name}
          </h1>
          {twin.headline && <p>{twin.headline}</p>}
          {facts.length > 0 && <p className="text-small text-muted">{facts.join(' · ')}</p>}
        </div>
      </div>
      {twin.summary && <Summary text={twin.summary} />}
      {suggestions.isPending && (
        <Skeleton label={messages.loadingSuggestions} lines={['h-9 w-4/5', 'h-9 w-3/5', 'h-9 w-2/3']} />
      )}
      {suggestions.isError && <p className="text-small text-muted">{messages.noSuggestions}</p>}
      {suggestions.data && suggestions.data.questions.length > 0 && (
        <div>
          <h2 className="mb-2 text-small font-medium text-muted">{messages.couldAsk}</h2>
          <QuestionList questions={suggestions.data.questions} onAsk={onAsk} />
        </div>
      )}
      <p className="text-small text-muted">
        {messages[twin.mode]} {messages.proof}
      </p>
      {twin.sources === 0 ? (
        <Notice title={messages.nothingPublic}>{messages.nothingPublicAdvice}</Notice>
      ) : (
        <DocumentList twin={twin} onOpenSource={onOpenSource} />
      )}
    </section>
  )
}
