import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call, type ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { experimentsMessages } from '../../messages/experiments/messages.ts'
import { useFormat } from '../../messages/format.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

type Default = ResponseOf<'GET /api/v1/experiments/defaults'>['defaults'][number]

/** What was shipped, by audience, and taking it back. */
export function DefaultsList() {
  const messages = useMessages(experimentsMessages)
  const query = useQuery(queryOf('GET /api/v1/experiments/defaults'))
  const [leaving, setLeaving] = useState<Default>()
  return (
    <Loaded query={query}>
      {({ defaults }) => (
        <>
          {defaults.length === 0 ? (
            <Empty title={messages.noDefaults.title}>{messages.noDefaults.advice}</Empty>
          ) : (
            <ul className="flex flex-col gap-3">
              {defaults.map((one) => (
                <li key={one.audience}>
                  <DefaultRow shipped={one} onTakeBack={() => setLeaving(one)} />
                </li>
              ))}
            </ul>
          )}
          {leaving && <TakeBack shipped={leaving} onClose={() => setLeaving(undefined)} />}
        </>
      )}
    </Loaded>
  )
}

function DefaultRow({ shipped, onTakeBack }: { shipped: Default; onTakeBack: () => void }) {
  const messages = useMessages(experimentsMessages)
  const { audiences } = useMessages(shellMessages)
  const format = useFormat()
  const { audience, strategy, writer, experimentId, at } = shipped
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3">
      <div className="min-w-48 flex-1">
        <p className="font-medium">{audiences[audience]}</p>
        <p className="text-small text-muted">
          {`${messages.strategies[strategy]} · ${messages.writers[writer]} · ${format.dateTime(at)}`}
        </p>
      </div>
      {experimentId !== null && (
        <Link
          to="/experiments/$id"
          params={{ id: experimentId }}
          className="text-small font-medium text-accent underline underline-offset-2"
        >
          {messages.toExperiment}
        </Link>
      )}
      <Button onClick={onTakeBack}>{messages.takeBack}…</Button>
    </div>
  )
}

function TakeBack({ shipped: { audience, strategy }, onClose }: { shipped: Default; onClose: () => void }) {
  const messages = useMessages(experimentsMessages)
  const shell = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { busy, error, failedAt, run } = useSubmit()
  async function takeBack() {
    const done = await run(async () => {
      await call('DELETE /api/v1/experiments/defaults/{audience}', { path: { audience } })
    })
    if (!done) return
    onClose()
    tell({ title: messages.takenBack(shell.audiences[audience]) })
    await queries.invalidateQueries({ queryKey: ['experiments'] })
  }
  return (
    <Dialog
      title={messages.takeBack}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button look="danger" aria-disabled={busy} onClick={() => void takeBack()}>
            {messages.takeBack}
          </Button>
        </>
      }
    >
      {error !== undefined && <Failure error={error} at={failedAt} />}
      <p className="text-small">
        {messages.takeBackMeans({ audience: shell.audiences[audience], strategy: messages.strategies[strategy] })}
      </p>
    </Dialog>
  )
}
