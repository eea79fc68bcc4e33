import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { clockText } from './clock-text.ts'
import { ScoreView } from './score-view.tsx'
import type { AnsweredTurn } from './session.ts'

interface TurnDetailsProps {
  turn: AnsweredTurn
  language: string
  /** The planned question stands above it. */
  underQuestion?: boolean
}

/** A question that was answered, folded: its score at a glance, inside the words that gave it and what was looked for. */
export function TurnDetails({ turn, language, underQuestion = false }: TurnDetailsProps) {
  const messages = useMessages(interviewMessages)
  const { question, kind, followUp, seconds, answer, score, looksFor } = turn
  return (
    <details className="px-4 py-3 text-small">
      <summary className="cursor-pointer rounded">
        {underQuestion && followUp === null ? (
          <span className="font-medium">{messages.score.answer}</span>
        ) : (
          <span lang={language} className="font-medium">
            {question}
          </span>
        )}
        <span className="mt-1 flex flex-wrap items-center gap-2 text-muted">
          <Tag>{messages.kinds[kind]}</Tag>
          {followUp && <Tag tone="accent">{messages.followUps[followUp]}</Tag>}
          {clockText(seconds)}
          <span className="font-medium text-ink">
            {score ? messages.score.of100(score.total) : messages.session.skipped}
          </span>
        </span>
      </summary>
      <div className="mt-3 flex flex-col gap-4">
        {score && answer !== null && <ScoreView score={score} answer={answer} />}
        {looksFor.length > 0 && (
          <div>
            <p className="font-medium">{messages.score.looksFor}</p>
            <ul lang={language} className="mt-1 list-disc pl-5 text-muted">
              {looksFor.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </details>
  )
}
