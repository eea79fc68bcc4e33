import type { ResponseOf } from '../../api/call.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Section } from '../../components/section.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { shellMessages } from '../../messages/shell/messages.ts'

type Summary = ResponseOf<'GET /api/v1/analytics/summary'>

interface Activity {
  name: string
  visitors: number
  sessions: number
  questions: number
  refused: number
}

/** Who asked: by what they may see, and by what they came with. */
export function Breakdown({ summary }: { summary: Summary }) {
  const messages = useMessages(analyticsMessages)
  const { audiences } = useMessages(shellMessages)
  return (
    <div className="grid gap-x-6 xl:grid-cols-2">
      <div>
        <Part
          title={messages.byAudience}
          rows={summary.byAudience.map(({ audience, ...activity }) => ({ ...activity, name: audiences[audience] }))}
        />
      </div>
      <div>
        <Part
          title={messages.byClient}
          rows={summary.byClient.map(({ client, ...activity }) => ({ ...activity, name: client }))}
        />
      </div>
    </div>
  )
}

function Part({ title, rows }: { title: string; rows: readonly Activity[] }) {
  const messages = useMessages(analyticsMessages)
  const format = useFormat()
  const number = (name: 'visitors' | 'sessions' | 'questions', secondary = false) => ({
    title: messages[name],
    numeric: true,
    secondary,
    cell: (row: Activity) => format.number(row[name]),
  })
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { title: messages.who, cell: ({ name }) => name },
          number('visitors'),
          number('sessions', true),
          number('questions'),
          {
            title: messages.refused,
            numeric: true,
            cell: ({ refused, questions }) => (questions === 0 ? messages.none : format.percent(refused / questions)),
          },
        ]}
      />
    </Section>
  )
}
