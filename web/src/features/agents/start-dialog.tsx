import { useState } from 'react'
import type { FormEvent } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { call, type ResponseOf } from '../../api/call.ts'
import { RequestError } from '../../api/request-error.ts'
import { Button } from '../../components/button.tsx'
import { CheckField } from '../../components/check-field.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { agentsMessages } from '../../messages/agents/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { RiskTag } from '../work/state-tags.tsx'
import { useStartRun } from '../work/use-start-run.ts'
import { ScheduleFields } from './schedule-fields.tsx'
import { draftOf, inputOf, type Draft, type JsonSchema } from './schema-draft.ts'
import { SchemaFields } from './schema-field.tsx'

export type Capability = ResponseOf<'GET /api/v1/agents'>['agents'][number]['capabilities'][number]

interface StartDialogProps {
  /** `agent.capability` */
  name: string
  capability: Capability
  /** What stands in the form at first, instead of the defaults. */
  given?: unknown
  onClose: () => void
}

/** Starts a capability, or has it run again and again, with a form made from its schema. */
export function StartDialog({ name, capability, given, onClose }: StartDialogProps) {
  const messages = useMessages(agentsMessages)
  const { form } = messages
  const format = useFormat()
  const schema = capability.input as JsonSchema
  const initial = JSON.stringify(draftOf(schema, given) ?? {})
  const [text, setText, forget] = useDraft(`start.${name}.${given === undefined ? '' : initial}`, initial)
  const draft = JSON.parse(text) as Draft
  const [receipt, setReceipt] = useState(false)
  const [when, setWhen] = useState<'once' | 'repeatedly'>('once')
  const [schedule, setSchedule] = useState({ name: '', cron: '', timezone: ownTimezone() })
  const [answer, setAnswer] = useState<{ output: unknown }>()
  const [notJson, setNotJson] = useState<readonly string[]>([])
  const submit = useSubmit()
  const startRun = useStartRun()
  const queries = useQueryClient()
  const tell = useTell()

  const details = submit.error instanceof RequestError ? submit.error.details : []
  const problemAt = (path: string) =>
    notJson.includes(path) ? form.notJson : details.find((detail) => detail.path === path)?.message
  const isShownAtField = details.length > 0 && details.every(({ path }) => path !== '')

  async function send(event: FormEvent) {
    event.preventDefault()
    setAnswer(undefined)
    const made = inputOf(schema, draft)
    setNotJson(made.notJson)
    if (made.notJson.length > 0) return
    const input = made.input ?? {}
    await submit.run(async () => {
      if (when === 'repeatedly') {
        const { name: path, ...body } = schedule
        await call('PUT /api/v1/schedules/{name}', { path: { name: path }, body: { ...body, capability: name, input } })
        await queries.invalidateQueries({ queryKey: ['schedules'] })
        tell({ title: form.scheduled(path) })
        forget()
        return onClose()
      }
      const read = await startRun({ capability: name, input, receipt })
      if (read) return setAnswer(read)
      tell({ title: form.started(name) })
      forget()
    })
  }

  return (
    <Dialog title={messages.startOf(name)} onClose={onClose} place="side">
      <form onSubmit={(event) => void send(event)} className="flex flex-col gap-5">
        <div className="flex flex-col gap-2">
          <p className="text-small">{capability.purpose}</p>
          <p className="flex flex-wrap items-center gap-2 text-small text-muted">
            <RiskTag risk={capability.risk} /> {messages.limit(format.duration(capability.timeLimitSeconds * 1000))}
          </p>
          {capability.risk === 'dangerous' && <p className="text-small text-danger">{form.dangerous}</p>}
        </div>
        {schema.properties && Object.keys(schema.properties).length === 0 ? (
          <p className="text-small text-muted">{form.noFields}</p>
        ) : (
          <SchemaFields
            schema={schema}
            path=""
            draft={draft}
            onChange={(next) => setText(JSON.stringify(next))}
            problemAt={problemAt}
          />
        )}
        <div className="flex flex-col gap-4 border-t border-line pt-4">
          <SelectField
            label={form.when}
            value={when}
            options={[
              { value: 'once', label: form.once },
              { value: 'repeatedly', label: form.repeatedly },
            ]}
            onChange={setWhen}
          />
          {when === 'repeatedly' && <ScheduleFields value={schedule} onChange={setSchedule} problemAt={problemAt} />}
          {when === 'once' && capability.risk === 'read' && (
            <CheckField label={form.receipt} checked={receipt} onChange={setReceipt} />
          )}
        </div>
        {submit.error !== undefined && !isShownAtField && <Failure error={submit.error} at={submit.failedAt} />}
        <div className="flex gap-2">
          <Button look="primary" type="submit" aria-disabled={submit.busy}>
            {when === 'once' ? messages.start : form.set}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {form.close}
          </Button>
        </div>
        {answer && (
          <div role="status">
            <h3 className="mb-1 text-small font-medium">{form.output}</h3>
            <CodeBlock label={form.output} value={answer.output} />
          </div>
        )}
      </form>
    </Dialog>
  )
}

const ownTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
