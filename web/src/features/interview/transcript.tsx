import type { ResponseOf } from '../../api/call.ts'
import { Figure, Figures } from '../../components/figure.tsx'
import { Section } from '../../components/section.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { citationKey, numberCitations } from '../chat/citations.ts'
import { CiteButton } from '../proof/cite-button.tsx'
import { Proof } from '../proof/proof.tsx'
import { ScoreView } from './score-view.tsx'

type Simulation = ResponseOf<'POST /api/v1/interviews/simulations'>
type Turn = Simulation['transcript'][number]

/** What was asked and what the twin answered, each sentence with its sources, each answer with its score. */
export function Transcript({ simulation }: { simulation: Simulation }) {
  const { simulate: messages } = useMessages(interviewMessages)
  const format = useFormat()
  const { summary, transcript, plan } = simulation
  return (
    <div>
      <Figures>
        <Figure
          label={messages.score}
          value={summary.score === null ? '–' : format.number(summary.score)}
          note={plan.title}
        />
        <Figure
          label={messages.answered}
          value={format.number(summary.answered)}
          note={`${messages.asked}: ${format.number(summary.asked)} · ${messages.missing}: ${format.number(summary.missing)}`}
        />
        <Figure
          label={messages.cited}
          value={format.number(summary.citedSentences)}
          note={messages.of(format.number(summary.sentences))}
        />
        <Figure label={messages.spoken} value={messages.minutes(format.number(summary.spokenMinutes))} />
      </Figures>
      <div className="pt-8">
        <Section title={messages.transcript}>
          <ol className="flex flex-col gap-4">
            {transcript.map((turn, index) => (
              <li key={index}>
                <TranscriptTurn turn={turn} plan={plan} />
              </li>
            ))}
          </ol>
        </Section>
      </div>
    </div>
  )
}

function TranscriptTurn({ turn, plan }: { turn: Turn; plan: Simulation['plan'] }) {
  const { simulate: messages, kinds, followUps, score: scoreMessages } = useMessages(interviewMessages)
  const { question, followUp, kind, interviewer, refused, beside, message, sentences, language, score } = turn
  const reasons = followUp === null ? (plan.questions[question - 1]?.reasons ?? []) : []
  return (
    <article className="rounded-lg border border-line bg-surface p-4 text-small">
      <p className="flex flex-wrap items-center gap-2 text-muted">
        {messages.interviewer} · {question}
        <Tag>{kinds[kind]}</Tag>
        {followUp && <Tag tone="accent">{followUps[followUp]}</Tag>}
      </p>
      <h3 lang={plan.language} className="mt-1 text-base font-medium">
        {interviewer}
      </h3>
      {reasons.length > 0 && (
        <details className="mt-1 text-muted">
          <summary className="cursor-pointer rounded">{messages.why}</summary>
          <ul lang="en" className="mt-2 flex flex-col gap-2">
            {reasons.map(({ text, citation }, index) => (
              <li key={index}>
                {text}
                {citation && <Proof citation={citation} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="mt-3 flex flex-wrap items-center gap-2 text-muted">
        {messages.twin}
        {refused && <Tag tone="warn">{messages.refused}</Tag>}
        {beside && <Tag tone="warn">{messages.beside}</Tag>}
      </p>
      {message !== undefined && (
        <p lang={language} className="mt-1">
          {message}
        </p>
      )}
      {sentences.length > 0 && <SpokenAnswer sentences={sentences} language={language} />}
      {score ? (
        <details className="mt-3 border-t border-line pt-3">
          <summary className="cursor-pointer rounded font-medium">
            {scoreMessages.details}: {scoreMessages.of100(score.total)}
          </summary>
          <div className="mt-3">
            <ScoreView score={score} />
          </div>
        </details>
      ) : (
        <p className="mt-3 border-t border-line pt-3 text-muted">{messages.noScore}</p>
      )}
    </article>
  )
}

/** The answer as it was said; each number opens the source of its sentence, and all of them stand below. */
function SpokenAnswer({ sentences, language }: Pick<Turn, 'sentences' | 'language'>) {
  const { simulate: messages } = useMessages(interviewMessages)
  const numbered = numberCitations(sentences)
  return (
    <>
      <p lang={language} className="mt-1 text-base">
        {sentences.map(({ text, citations }, index) => (
          <span key={index}>
            <span>{text}</span>
            {citations.map((citation) => (
              <CiteButton
                key={citationKey(citation)}
                citation={citation}
                number={numbered.get(citationKey(citation))!.number}
              />
            ))}{' '}
          </span>
        ))}
      </p>
      <details className="mt-1 text-muted">
        <summary className="cursor-pointer rounded">{messages.sources(numbered.size)}</summary>
        <ol className="mt-2 flex flex-col gap-3 text-ink">
          {[...numbered.values()].map(({ number, citation }) => (
            <li key={number} className="grid grid-cols-[1.5rem_minmax(0,1fr)]">
              <span className="text-muted tabular-nums">{number}</span>
              <Proof citation={citation} />
            </li>
          ))}
        </ol>
      </details>
    </>
  )
}
