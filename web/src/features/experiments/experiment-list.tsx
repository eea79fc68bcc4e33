import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { queryOf } from '../../api/query.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Empty } from '../../components/empty.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Tag } from '../../components/tag.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { experimentsMessages } from '../../messages/experiments/messages.ts'
import { useFormat } from '../../messages/format.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { stateTones } from './types.ts'

/** All there were, the newest first. */
export function ExperimentList({ create }: { create: ReactNode }) {
  const messages = useMessages(experimentsMessages)
  const { audiences: audienceNames } = useMessages(shellMessages)
  const format = useFormat()
  const query = useQuery(queryOf('GET /api/v1/experiments'))
  return (
    <Loaded query={query}>
      {({ experiments }) =>
        experiments.length === 0 ? (
          <Empty title={messages.none.title} action={create}>
            {messages.none.advice}
          </Empty>
        ) : (
          <DataTable
            caption={messages.title}
            rows={experiments}
            rowKey={({ id }) => id}
            columns={[
              {
                title: messages.name,
                cell: ({ id, name }) => (
                  <Link
                    to="/experiments/$id"
                    params={{ id }}
                    className="font-medium text-accent underline underline-offset-2"
                  >
                    {name}
                  </Link>
                ),
              },
              {
                title: messages.state,
                cell: ({ state }) => <Tag tone={stateTones[state]}>{messages.states[state]}</Tag>,
              },
              { title: messages.metric, secondary: true, cell: ({ metric }) => messages.metrics[metric] },
              { title: messages.arms, secondary: true, cell: ({ arms }) => format.list(arms.map(({ name }) => name)) },
              {
                title: messages.audiences,
                secondary: true,
                cell: ({ audiences }) => format.list(audiences.map((audience) => audienceNames[audience])),
              },
              {
                title: messages.createdAt,
                cell: ({ createdAt }) => <time dateTime={createdAt}>{format.date(createdAt)}</time>,
              },
            ]}
          />
        )
      }
    </Loaded>
  )
}
