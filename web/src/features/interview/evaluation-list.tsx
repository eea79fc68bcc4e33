import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { ConfirmDelete } from '../../components/confirm-delete.tsx'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Tag } from '../../components/tag.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { ScoreView } from './score-view.tsx'

/** The answers that were scored by themselves, the newest first. */
export function EvaluationList() {
  const { evaluate: messages, kinds, score: scoreMessages, remove } = useMessages(interviewMessages)
  const format = useFormat()
  const queries = useQueryClient()
  const tell = useTell()
  const query = useQuery({ ...queryOf('GET /api/v1/interviews/evaluations'), staleTime: 0 })

  async function deleteEvaluation(id: string) {
    await call('DELETE /api/v1/interviews/evaluations/{id}', { path: { id } })
    tell({ title: remove.done })
    await queries.invalidateQueries({ queryKey: ['interviews'] })
  }

  return (
    <Loaded query={query}>
      {({ evaluations }) =>
        evaluations.length === 0 ? (
          <Empty title={messages.none.title}>{messages.none.advice}</Empty>
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {evaluations.map(({ id, at, question, kind, answer, score }) => (
              <li key={id} className="flex items-start gap-2 pr-2">
                <details className="min-w-0 flex-1 px-4 py-3 text-small">
                  <summary className="cursor-pointer rounded">
                    <span className="font-medium">{question}</span>
                    <span className="mt-1 flex flex-wrap items-center gap-2 text-muted">
                      <Tag>{kinds[kind]}</Tag>
                      {format.dateTime(at)}
                      <span className="font-medium text-ink">{scoreMessages.of100(score.total)}</span>
                    </span>
                  </summary>
                  <div className="mt-3">
                    <ScoreView score={score} answer={answer} />
                  </div>
                </details>
                <div className="pt-2">
                  <ConfirmDelete
                    title={remove.evaluation}
                    subject={question}
                    advice={remove.evaluationAdvice}
                    label={remove.of(question)}
                    onDelete={() => deleteEvaluation(id)}
                  />
                </div>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
