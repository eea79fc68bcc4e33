import { useQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { Failure } from '../../components/failure.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { Tag } from '../../components/tag.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { ticketsMessages } from '../../messages/tickets/messages.ts'
import { useStartRun } from '../work/use-start-run.ts'
import type { Ticket } from './ticket.ts'

const capability = 'resolver.resolve_ticket'

/** What the resolver answers when it only shows a procedure: outputs of capabilities are not in the OpenAPI document. */
interface Suggestion {
  sop_executed: string | null
  title: string | null
  reasons: readonly string[]
  steps: readonly { name: string; kind: 'text' | 'check' | 'capability'; text: string }[]
}

/** The procedure that fits a ticket best, or another that is chosen: what it would do, and doing it. */
export function SuggestedSop({ ticket }: { ticket: Ticket }) {
  const { sop: words } = useMessages(ticketsMessages)
  const [chosen, setChosen] = useState('')
  const { data: all } = useQuery(queryOf('GET /api/v1/sops'))
  const query = useQuery({
    queryKey: ['sops', 'suggested', ticket.id, ticket.version, chosen],
    queryFn: async ({ signal }) => {
      const input = { ticket_id: ticket.id, dry_run: true, ...(chosen !== '' && { sop_id: chosen }) }
      return (await call('POST /api/v1/runs', { body: { capability, input } }, { signal })).output as Suggestion
    },
  })
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        label={words.choose}
        value={chosen}
        options={[
          { value: '', label: words.fitting },
          ...(all?.sops ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={setChosen}
      />
      <Loaded query={query}>
        {(suggestion) =>
          suggestion.sop_executed === null ? (
            <p className="text-small text-muted">{words.none}</p>
          ) : (
            <SuggestionView
              key={suggestion.sop_executed}
              ticket={ticket}
              suggestion={suggestion}
              sopId={suggestion.sop_executed}
            />
          )
        }
      </Loaded>
    </div>
  )
}

interface SuggestionViewProps {
  ticket: Ticket
  suggestion: Suggestion
  sopId: string
}

function SuggestionView({ ticket, suggestion, sopId }: SuggestionViewProps) {
  const { sop: words } = useMessages(ticketsMessages)
  const format = useFormat()
  const { data: sop } = useQuery(queryOf('GET /api/v1/sops/{id}', { path: { id: sopId } }))
  const [inputs, setInputs] = useState<Readonly<Record<string, string>>>({})
  const submit = useSubmit()
  const startRun = useStartRun()
  const given = Object.fromEntries(
    (sop?.inputs ?? []).flatMap(({ name, default: usual }) => {
      const text = inputs[name] ?? ''
      return text === '' ? [] : [[name, typeof usual === 'number' ? Number(text) : text]]
    }),
  )

  function run(event: FormEvent) {
    event.preventDefault()
    const input = { ticket_id: ticket.id, sop_id: sopId, inputs: given }
    void submit.run(async () => void (await startRun({ capability, input })))
  }

  return (
    <form onSubmit={run} className="flex flex-col gap-3 text-small">
      <p className="text-base font-medium">{suggestion.title}</p>
      {sop && (
        <p className="text-muted">
          {words.minutes(format.duration((sop.medianMinutes ?? sop.estimatedMinutes) * 60_000))} ·{' '}
          {sop.successRate === null ? words.unused : words.rate(format.percent(sop.successRate))}
        </p>
      )}
      <p>
        <span className="text-muted">{words.why}:</span> {format.list(suggestion.reasons)}
      </p>
      <div>
        <h3 className="mb-1 font-medium">{words.steps}</h3>
        <ol className="flex flex-col gap-px overflow-hidden rounded-lg border border-line bg-line">
          {suggestion.steps.map(({ name, kind, text }) => (
            <li key={name} className="flex items-start gap-2 bg-surface px-3 py-2">
              <span className="min-w-0 flex-1">
                <span className="block font-medium wrap-anywhere">{name.replaceAll('_', ' ')}</span>
                <span className="block wrap-anywhere text-muted">{text}</span>
              </span>
              <Tag tone={kind === 'text' ? 'warn' : kind === 'capability' ? 'accent' : 'plain'}>
                {words.kinds[kind]}
              </Tag>
            </li>
          ))}
        </ol>
      </div>
      {sop?.inputs.map((input) => (
        <TextField
          key={input.name}
          label={input.name.replaceAll('_', ' ')}
          hint={input.text}
          required={input.default === undefined}
          placeholder={plainDefault(input.default)}
          value={inputs[input.name] ?? ''}
          onChange={(event) => setInputs({ ...inputs, [input.name]: event.target.value })}
        />
      ))}
      {submit.error !== undefined && <Failure error={submit.error} at={submit.failedAt} />}
      <div className="flex flex-wrap items-center gap-3">
        <Button look="primary" type="submit" aria-disabled={submit.busy}>
          <Play className="icon" /> {words.run}
        </Button>
        <span className="text-muted">{words.runs}</span>
      </div>
    </form>
  )
}

/** What stands for an input that is left out, unless that is made from an alert when it runs. */
function plainDefault(value: unknown): string {
  return (typeof value === 'string' || typeof value === 'number') && !String(value).includes('{{') ? String(value) : ''
}
