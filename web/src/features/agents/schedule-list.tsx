import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useTell } from '../../components/toast.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { agentsMessages } from '../../messages/agents/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { useMay } from '../work/use-may.ts'
import { useNames } from '../work/use-names.ts'

type Schedule = ResponseOf<'GET /api/v1/schedules'>['schedules'][number]

/** What runs by itself, and when next. */
export function ScheduleList() {
  const messages = useMessages(agentsMessages)
  const query = useQuery({ ...queryOf('GET /api/v1/schedules'), staleTime: 0 })
  return (
    <Loaded query={query}>
      {({ schedules }) =>
        schedules.length === 0 ? (
          <Empty title={messages.noSchedules.title}>{messages.noSchedules.advice}</Empty>
        ) : (
          <ScheduleTable schedules={schedules} />
        )
      }
    </Loaded>
  )
}

function ScheduleTable({ schedules }: { schedules: readonly Schedule[] }) {
  const messages = useMessages(agentsMessages)
  const format = useFormat()
  const nameOf = useNames()
  const may = useMay('agents:run')
  const queries = useQueryClient()
  const tell = useTell()
  const submit = useSubmit()

  const changed = () => queries.invalidateQueries({ queryKey: ['schedules'] })
  const put = ({ name, cron, timezone, capability, input }: Schedule) =>
    call('PUT /api/v1/schedules/{name}', { path: { name }, body: { cron, timezone, capability, input } })

  const remove = (schedule: Schedule) =>
    submit.run(async () => {
      await call('DELETE /api/v1/schedules/{name}', { path: { name: schedule.name } })
      tell({
        title: messages.removed(schedule.name),
        undo: () => void submit.run(async () => void (await put(schedule).then(changed))),
      })
      await changed()
    })

  const { schedule: columns } = messages
  return (
    <div className="flex flex-col gap-3">
      {submit.error !== undefined && <Failure error={submit.error} at={submit.failedAt} />}
      <DataTable
        caption={messages.schedules}
        rows={schedules}
        rowKey={({ name }) => name}
        columns={[
          { title: columns.name, cell: ({ name }) => <span className="font-medium">{name}</span> },
          { title: columns.capability, secondary: true, cell: ({ capability }) => capability },
          {
            title: columns.when,
            cell: ({ cron, timezone }) => (
              <>
                <code>{cron}</code> <span className="text-muted">{timezone}</span>
              </>
            ),
          },
          {
            title: columns.next,
            secondary: true,
            cell: ({ nextAt }) => (nextAt ? format.dateTime(nextAt) : columns.never),
          },
          { title: columns.by, secondary: true, cell: ({ actor }) => nameOf(actor) },
          {
            title: messages.remove,
            cell: (schedule) =>
              may && (
                <Button
                  look="quiet"
                  className="whitespace-nowrap"
                  aria-disabled={submit.busy}
                  onClick={() => void remove(schedule)}
                >
                  {messages.remove}
                </Button>
              ),
          },
        ]}
      />
    </div>
  )
}
