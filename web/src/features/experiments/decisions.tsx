import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { useTell } from '../../components/toast.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { experimentsMessages } from '../../messages/experiments/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { ExperimentForm } from './experiment-form.tsx'
import type { Result } from './types.ts'

type Decision = 'start' | 'stop' | 'ship'

/** Changing a draft; starting, stopping and shipping, each of which is final, and so is asked about. */
export function Decisions({ result }: { result: Result }) {
  const messages = useMessages(experimentsMessages)
  const [open, setOpen] = useState<Decision | 'change'>()
  const close = () => setOpen(undefined)
  const { state } = result.experiment
  const isWon = result.verdict.winner !== null
  const offered: Decision[] =
    state === 'draft' ? ['start'] : state === 'running' ? ['ship', 'stop'] : state === 'stopped' ? ['ship'] : []
  return (
    <>
      {state === 'draft' && <Button onClick={() => setOpen('change')}>{messages.change}…</Button>}
      {offered.map((decision) => (
        <Button
          key={decision}
          look={decision === 'start' || (decision === 'ship' && isWon) ? 'primary' : 'outline'}
          onClick={() => setOpen(decision)}
        >
          {messages.decisions[decision].title}…
        </Button>
      ))}
      {open === 'change' && <ExperimentForm draft={result.experiment} onClose={close} />}
      {open && open !== 'change' && <DecisionDialog decision={open} result={result} onClose={close} />}
    </>
  )
}

interface DecisionDialogProps {
  decision: Decision
  result: Result
  onClose: () => void
}

function DecisionDialog({ decision, result, onClose }: DecisionDialogProps) {
  const { experiment, arms, verdict } = result
  const messages = useMessages(experimentsMessages)
  const { cancel } = useMessages(shellMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const { busy, error, failedAt, run } = useSubmit()
  const [note, setNote, forgetNote] = useDraft(`experiment.${decision}.${experiment.id}`)
  const [arm, setArm] = useState(verdict.winner ?? arms.at(-1)!.name)
  const against = decision === 'ship' && !isShown(result, arm)
  const words = messages.decisions[decision]

  async function decide(event: FormEvent) {
    event.preventDefault()
    const path = { id: experiment.id }
    const reason = note.trim() === '' ? {} : { note }
    const done = await run(async () => {
      if (decision === 'start') await call('POST /api/v1/experiments/{id}/start', { path })
      else if (decision === 'stop') await call('POST /api/v1/experiments/{id}/stop', { path, body: reason })
      else
        await call('POST /api/v1/experiments/{id}/ship', {
          path,
          body: { arm, ...reason, ...(against && { force: true }) },
        })
    })
    if (!done) return
    forgetNote()
    onClose()
    tell({ title: words.done })
    await queries.invalidateQueries({ queryKey: ['experiments'] })
  }

  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {cancel}
          </Button>
          <Button
            look={decision === 'stop' || against ? 'danger' : 'primary'}
            type="submit"
            form="decision"
            aria-disabled={busy}
          >
            {against ? messages.shipAnyway : words.title}
          </Button>
        </>
      }
    >
      <form id="decision" className="flex flex-col gap-4" onSubmit={(event) => void decide(event)}>
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <p className="text-small">{words.means}</p>
        {decision === 'ship' && (
          <SelectField
            label={messages.arm}
            value={arm}
            options={arms.map(({ name }) => ({ value: name, label: name }))}
            onChange={setArm}
          />
        )}
        {against && <p className="text-small text-danger">{messages.nothingShows(arm)}</p>}
        {decision !== 'start' && (
          <TextAreaField
            label={messages.note}
            hint={messages.noteHint}
            required={against}
            rows={2}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </form>
    </Dialog>
  )
}

/** Whether the figures show that an arm is better; the server decides, this only asks for a reason in time. */
function isShown({ arms, verdict, sampleRatio }: Result, name: string): boolean {
  const arm = arms.find((one) => one.name === name)
  if (sampleRatio.mismatch || (arm?.stoppedFor ?? null) !== null) return false
  return arm === arms[0] ? verdict.winner === name : (arm?.difference?.low ?? 0) > 0
}
