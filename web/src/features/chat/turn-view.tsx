import { useMemo } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { Notice } from '../../components/notice.tsx'
import { QuestionList } from '../../components/question-list.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { twinMessages } from '../../messages/twin/messages.ts'
import { AnswerSentences } from './answer-sentences.tsx'
import { numberCitations } from './citations.ts'
import type { NumberedCitation } from './citations.ts'
import type { Turn } from './conversation.ts'
import { CopyButton } from './copy-button.tsx'
import { FailureNotice } from './failure-notice.tsx'
import { Rating } from './rating.tsx'
import { ShareButton } from './share-button.tsx'
import { SourceFootnotes } from './source-footnotes.tsx'
import { WhyRefused } from './why-refused.tsx'

/** A few ways to go on; the introduction has them all. */
const maxSuggestions = 3

interface TurnViewProps {
  turn: Turn
  /** The newest turn: only it can be asked again, and it fills the screen so that its question can stand at the top. */
  last: boolean
  openKey: string | undefined
  onAsk: (question: string, replaces?: string) => void
  onOpenCitation: (turnId: string, entry: NumberedCitation) => void
}

export function TurnView({ turn, last, openKey, onAsk, onOpenCitation }: TurnViewProps) {
  const messages = useMessages(twinMessages).turn
  const numbered = useMemo(() => numberCitations(turn.sentences), [turn.sentences])
  const onRetry = last ? () => onAsk(turn.question, turn.id) : undefined
  const shared = {
    turnId: turn.id,
    numbered,
    openKey,
    onOpen: (entry: NumberedCitation) => onOpenCitation(turn.id, entry),
  }
  const hasSentences = turn.sentences.length > 0
  const suggestions = (turn.refusal?.suggestions ?? turn.answer?.suggestions ?? [])
    .filter((question) => question !== turn.question)
    .slice(0, maxSuggestions)

  return (
    <article
      aria-labelledby={turn.id}
      aria-busy={turn.status === 'asking'}
      className={last ? 'newest-turn' : undefined}
    >
      <h2 id={turn.id} tabIndex={-1} className="mb-4 text-large font-semibold whitespace-pre-line">
        {turn.question}
      </h2>
      <div className="flex flex-col gap-4">
        {hasSentences && <AnswerSentences {...shared} sentences={turn.sentences} language={turn.answer?.language} />}
        {hasSentences && turn.status !== 'asking' && <SourceFootnotes {...shared} />}
        {turn.leftOut ? <Notice title={messages.leftOut(turn.leftOut)}>{messages.leftOutWhy}</Notice> : null}
        {turn.status === 'asking' && <Waiting started={hasSentences} />}
        {turn.status === 'refused' && (
          <Notice title={turn.refusal?.message ?? messages.refused} action={<WhyRefused />}>
            {messages.onlySupported}
          </Notice>
        )}
        {turn.status === 'stopped' && (
          <Notice title={messages.stopped} action={onRetry && <AskAgain label={messages.askAgain} onRetry={onRetry} />}>
            {hasSentences ? messages.stoppedPartly : messages.stoppedEmpty}
          </Notice>
        )}
        {turn.status === 'failed' && turn.failure && <FailureNotice failure={turn.failure} onRetry={onRetry} />}
        {(turn.status === 'answered' || turn.status === 'refused') && (
          <div className="-ml-3 flex flex-wrap items-start gap-1">
            {hasSentences && <CopyButton question={turn.question} sentences={turn.sentences} />}
            <ShareButton question={turn.question} />
            {onRetry && <AskAgain label={messages.askAgain} quiet onRetry={onRetry} />}
            {turn.answer && <Rating answerId={turn.answer.id} />}
          </div>
        )}
        {last && turn.status !== 'asking' && suggestions.length > 0 && (
          <div>
            <h3 className="mb-2 text-small font-medium text-muted">
              {turn.status === 'refused' ? messages.canAnswer : messages.askNext}
            </h3>
            <QuestionList questions={suggestions} onAsk={(question) => onAsk(question)} />
          </div>
        )}
      </div>
    </article>
  )
}

function Waiting({ started }: { started: boolean }) {
  const messages = useMessages(twinMessages).turn
  return started ? (
    <p className="breathing text-small text-muted">{messages.checking}</p>
  ) : (
    <Skeleton label={messages.looking} lines={['h-4 w-full', 'h-4 w-11/12', 'h-4 w-3/5']} />
  )
}

function AskAgain({ label, quiet = false, onRetry }: { label: string; quiet?: boolean; onRetry: () => void }) {
  return (
    <Button look={quiet ? 'quiet' : 'outline'} onClick={onRetry}>
      <Icon name="retry" /> {label}
    </Button>
  )
}
