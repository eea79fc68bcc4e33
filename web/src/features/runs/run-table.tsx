import { Link } from '@tanstack/react-router'
import { DataTable } from '../../components/data-table.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { runsMessages } from '../../messages/runs/messages.ts'
import { RunStateTag, VerdictTag, type Run } from '../work/state-tags.tsx'
import { useNames } from '../work/use-names.ts'

/** Runs, one a line. */
export function RunTable({ caption, runs }: { caption: string; runs: readonly Run[] }) {
  const { columns } = useMessages(runsMessages)
  const format = useFormat()
  const nameOf = useNames()
  const took = ({ startedAt, finishedAt }: Run) =>
    startedAt && finishedAt ? format.duration(Date.parse(finishedAt) - Date.parse(startedAt)) : null
  return (
    <DataTable
      caption={caption}
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        {
          title: columns.run,
          cell: (run) => (
            <Link
              to="/runs/$id"
              params={{ id: run.id }}
              className="font-medium wrap-anywhere text-accent hover:underline"
            >
              {run.capability}
            </Link>
          ),
        },
        { title: columns.state, cell: ({ state }) => <RunStateTag state={state} /> },
        { title: columns.verdict, secondary: true, cell: ({ verdict }) => <VerdictTag verdict={verdict} /> },
        { title: columns.by, secondary: true, cell: ({ actor }) => nameOf(actor) },
        { title: columns.started, secondary: true, cell: ({ createdAt }) => format.relative(createdAt) },
        { title: columns.took, secondary: true, numeric: true, cell: took },
      ]}
    />
  )
}
