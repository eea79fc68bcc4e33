import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Icon } from '../../components/icon.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { twinMessages } from '../../messages/twin/messages.ts'

const pageSize = 20

type Summary = ResponseOf<'GET /api/v1/twin/conversations'>['conversations'][number]
type KeptAnswers = ResponseOf<'GET /api/v1/twin/conversations/{id}'>['answers']

interface HistoryPanelProps {
  onOpen: (conversationId: string, answers: KeptAnswers) => void
  onClose: () => void
}

/** Somebody's earlier conversations: read one again and go on with it, or delete it. */
export function HistoryPanel({ onOpen, onClose }: HistoryPanelProps) {
  const messages = useMessages(twinMessages).historyOf
  const query = useInfiniteQuery({
    queryKey: ['twin', 'conversations', 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(
        'GET /api/v1/twin/conversations',
        { query: { limit: pageSize, ...(pageParam !== null && { before: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  })
  return (
    <Dialog title={messages.title} place="side" onClose={onClose}>
      <Loaded query={query}>
        {({ pages }) =>
          pages[0]!.conversations.length === 0 ? (
            <Empty title={messages.empty}>{messages.kept}</Empty>
          ) : (
            <>
              <p className="px-3 pb-3 text-small text-muted">{messages.kept}</p>
              <ul className="flex flex-col gap-1">
                {pages
                  .flatMap(({ conversations }) => conversations)
                  .map((conversation) => (
                    <Entry key={conversation.id} conversation={conversation} onOpen={onOpen} />
                  ))}
              </ul>
              {query.hasNextPage && (
                <div className="px-3 pt-3">
                  <Button aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {messages.older}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Loaded>
    </Dialog>
  )
}

function Entry({ conversation, onOpen }: { conversation: Summary; onOpen: HistoryPanelProps['onOpen'] }) {
  const messages = useMessages(twinMessages).historyOf
  const format = useFormat()
  const queries = useQueryClient()
  const [sure, setSure] = useState(false)
  const { busy, error, failedAt, run } = useSubmit()
  const { id, question, answers, lastAt } = conversation

  const open = () =>
    run(async () => {
      const { answers: kept } = await call('GET /api/v1/twin/conversations/{id}', { path: { id } })
      onOpen(id, kept)
    })
  const remove = () =>
    run(async () => {
      await call('DELETE /api/v1/twin/conversations/{id}', { path: { id } })
      await queries.invalidateQueries({ queryKey: ['twin', 'conversations'] })
    })

  return (
    <li className="rounded-lg hover:bg-hover">
      <div className="flex items-start gap-1">
        <button
          type="button"
          className="min-w-0 flex-1 cursor-pointer rounded-lg px-3 py-2 text-left"
          aria-disabled={busy}
          onClick={() => void open()}
        >
          <span className="line-clamp-2">{question}</span>
          <span className="text-small text-muted">
            {messages.answers(answers)} · {format.relative(lastAt)}
          </span>
        </button>
        {!sure && (
          <Button look="quiet" square aria-label={messages.delete(question)} onClick={() => setSure(true)}>
            <Icon name="close" />
          </Button>
        )}
      </div>
      {sure && (
        <div className="flex flex-wrap items-center gap-2 px-3 pb-2 text-small">
          <span className="flex-1">{messages.sure}</span>
          <Button look="danger" aria-disabled={busy} onClick={() => void remove()}>
            {messages.confirm}
          </Button>
          <Button onClick={() => setSure(false)}>{messages.keep}</Button>
        </div>
      )}
      {error !== undefined && <Failure error={error} at={failedAt} />}
    </li>
  )
}
