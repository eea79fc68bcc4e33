import { useQuery } from '@tanstack/react-query'
import { call, type InputOf, type ResponseOf } from '../../api/call.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { previewMessages } from '../../messages/preview/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

type Asked = InputOf<'POST /api/v1/twin/preview/answers'>['body']
type Answer = ResponseOf<'POST /api/v1/twin/preview/answers'>

interface PreviewAnswerProps {
  asked: Asked
  /** The source that the answer ought to rest on: whether it does is said. */
  restsOn?: string
}

/** Really asks the twin, as somebody of that audience would, and shows what they would read. */
export function PreviewAnswer({ asked, restsOn }: PreviewAnswerProps) {
  const messages = useMessages(previewMessages)
  const { audiences } = useMessages(shellMessages)
  const query = useQuery({
    queryKey: ['twin', 'preview', 'answers', asked, restsOn ?? null],
    queryFn: ({ signal }) => call('POST /api/v1/twin/preview/answers', { body: asked }, { signal }),
    staleTime: 0,
  })
  return (
    <div className="rounded-lg border border-line bg-page px-4 py-3">
      <p className="text-small text-muted">{messages.asks(audiences[asked.audience], asked.question)}</p>
      <div className="mt-2" aria-live="polite" aria-busy={query.isFetching}>
        <Loaded query={query} lines={['h-4 w-full', 'h-4 w-3/5']}>
          {(answer) => <Shown answer={answer} {...(restsOn !== undefined && { restsOn })} />}
        </Loaded>
      </div>
    </div>
  )
}

function Shown({ answer, restsOn }: { answer: Answer; restsOn?: string }) {
  const messages = useMessages(previewMessages)
  const cited = new Map(answer.sentences.flatMap(({ citations }) => citations.map((one) => [one.sourceId, one.title])))
  if (answer.refused)
    return (
      <div className="flex flex-col items-start gap-2">
        <Tag tone="warn">{messages.refused}</Tag>
        <p lang={answer.language}>{answer.message}</p>
        {restsOn !== undefined && <p className="text-small text-muted">{messages.refusedAdvice}</p>}
      </div>
    )
  return (
    <div className="flex flex-col items-start gap-2">
      <p lang={answer.language}>{answer.sentences.map(({ text }) => text.trim()).join(' ')}</p>
      <p className="text-small text-muted">
        {messages.sources}: {[...new Set(cited.values())].join(' · ')}
      </p>
      {restsOn !== undefined &&
        (cited.has(restsOn) ? (
          <Tag tone="good">{messages.restsOnIt}</Tag>
        ) : (
          <>
            <Tag tone="warn">{messages.restsOnOther}</Tag>
            <p className="text-small text-muted">{messages.restsOnOtherAdvice}</p>
          </>
        ))}
    </div>
  )
}
