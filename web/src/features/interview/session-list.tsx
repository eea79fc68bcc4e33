import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call, type ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { ConfirmDelete } from '../../components/confirm-delete.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { interviewMessages } from '../../messages/interview/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

type Session = ResponseOf<'GET /api/v1/interviews/sessions'>['sessions'][number]

const tones: Record<Session['state'], Tone> = {
  running: 'accent',
  paused: 'warn',
  finished: 'good',
  abandoned: 'plain',
}

/** The interviews of this person, the newest first. */
export function SessionList() {
  const { practise, stages, remove } = useMessages(interviewMessages)
  const { loading, delete: deleteTitle } = useMessages(shellMessages)
  const format = useFormat()
  const queries = useQueryClient()
  const tell = useTell()
  const { data, error, errorUpdatedAt, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['interviews', 'sessions', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/v1/interviews/sessions', { query: pageParam === '' ? {} : { before: pageParam } }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  })
  const failure = error && <Failure error={error} at={errorUpdatedAt} onRetry={() => void refetch()} />
  if (!data) return failure ?? <Skeleton label={loading} lines={['h-10 w-full', 'h-10 w-full', 'h-10 w-4/5']} />
  const sessions = data.pages.flatMap((page) => page.sessions)

  async function deleteSession(id: string) {
    await call('DELETE /api/v1/interviews/sessions/{id}', { path: { id } })
    tell({ title: remove.done })
    await queries.invalidateQueries({ queryKey: ['interviews'] })
  }

  if (sessions.length === 0) return failure ?? <Empty title={practise.none.title}>{practise.none.advice}</Empty>
  return (
    <div className="flex flex-col gap-4">
      {failure}
      <DataTable
        caption={practise.sessions}
        rows={sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            title: practise.what,
            cell: ({ id, title, stage }) => (
              <>
                <Link to="/interview/$id" params={{ id }} className="font-medium text-accent hover:underline">
                  {title}
                </Link>
                <span className="block text-muted">{stages[stage]}</span>
              </>
            ),
          },
          { title: practise.when, secondary: true, cell: ({ startedAt }) => format.dateTime(startedAt) },
          { title: practise.state, cell: ({ state }) => <Tag tone={tones[state]}>{practise.states[state]}</Tag> },
          {
            title: practise.score,
            numeric: true,
            cell: ({ result }) => (typeof result?.score === 'number' ? format.number(result.score) : '–'),
          },
          {
            title: deleteTitle,
            cell: ({ id, title }) => (
              <ConfirmDelete
                title={remove.session}
                subject={title}
                advice={remove.sessionAdvice}
                label={remove.of(title)}
                onDelete={() => deleteSession(id)}
              />
            ),
          },
        ]}
      />
      {hasNextPage && (
        <div>
          <Button onClick={() => void fetchNextPage()}>{practise.more}</Button>
        </div>
      )}
    </div>
  )
}
