import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Failure } from '../../components/failure.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextAreaField } from '../../components/text-area-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useDraft } from '../../components/use-draft.ts'
import { useSubmit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { experimentsMessages } from '../../messages/experiments/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { metrics, strategies, writers, type NewExperiment, type Strategy, type Writer } from './types.ts'

const audiences = ['public', 'recruiter', 'colleague'] as const
const mostArms = 6

interface Arm {
  key: number
  strategy: Strategy
  writer: Writer
}

/** A new experiment, as a draft: nothing is shown to anybody before it is started. */
export function ExperimentForm({ onClose }: { onClose: () => void }) {
  const messages = useMessages(experimentsMessages)
  const shell = useMessages(shellMessages)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { busy, error, failedAt, fieldProblem, run } = useSubmit()
  const [name, setName, forgetName] = useDraft('experiment.name')
  const [hypothesis, setHypothesis, forgetHypothesis] = useDraft('experiment.hypothesis')
  const [metric, setMetric] = useState<NewExperiment['metric']>('thumb')
  const [who, setWho] = useState<readonly (typeof audiences)[number][]>(['public', 'recruiter'])
  const [arms, setArms] = useState<readonly Arm[]>([
    { key: 0, strategy: 'automatic', writer: 'automatic' },
    { key: 1, strategy: 'concise', writer: 'automatic' },
  ])
  const change = (key: number, next: Partial<Arm>) =>
    setArms(arms.map((arm) => (arm.key === key ? { ...arm, ...next } : arm)))

  async function submit(event: FormEvent) {
    event.preventDefault()
    await run(async () => {
      const body: NewExperiment = {
        name,
        hypothesis,
        metric,
        audiences: [...who],
        arms: arms.map(({ strategy, writer }) => ({ name: nameOf({ strategy, writer }), strategy, writer })),
      }
      const { id } = await call('POST /api/v1/experiments', { body })
      forgetName()
      forgetHypothesis()
      await queries.invalidateQueries({ queryKey: ['experiments'] })
      await navigate({ to: '/experiments/$id', params: { id } })
    })
  }

  return (
    <Dialog
      title={messages.create}
      wide
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button look="primary" type="submit" form="new-experiment" aria-disabled={busy}>
            {messages.createDraft}
          </Button>
        </>
      }
    >
      <form id="new-experiment" className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {error !== undefined && <Failure error={error} at={failedAt} />}
        <TextField
          label={messages.name}
          required
          maxLength={200}
          value={name}
          error={fieldProblem('name')}
          onChange={({ target }) => setName(target.value)}
        />
        <TextAreaField
          label={messages.hypothesis}
          hint={messages.hypothesisHint}
          required
          rows={2}
          value={hypothesis}
          onChange={({ target }) => setHypothesis(target.value)}
        />
        <SelectField
          label={messages.metric}
          hint={messages.metricHint}
          value={metric}
          options={metrics.map((value) => ({ value, label: messages.metrics[value] }))}
          onChange={setMetric}
        />
        <fieldset>
          <legend className="mb-1 text-small font-medium">{messages.audiences}</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-2">
            {audiences.map((audience) => (
              <label key={audience} className="flex min-h-9 items-center gap-2 text-small pointer-coarse:min-h-11">
                <input
                  type="checkbox"
                  className="size-4 accent-(--color-accent)"
                  checked={who.includes(audience)}
                  onChange={({ target }) =>
                    setWho(target.checked ? [...who, audience] : who.filter((one) => one !== audience))
                  }
                />
                {shell.audiences[audience]}
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend className="text-small font-medium">{messages.arms}</legend>
          <p className="mb-2 text-small text-muted">{messages.armsHint}</p>
          <div className="flex flex-col gap-3">
            {arms.map(({ key, strategy, writer }, index) => (
              <div key={key} className="flex flex-wrap items-end gap-3 rounded-lg border border-line p-3">
                <SelectField<Strategy>
                  label={index === 0 ? messages.control : messages.armNumber(index + 1)}
                  className="min-w-36 flex-1"
                  value={strategy}
                  options={strategies.map((value) => ({ value, label: messages.strategies[value] }))}
                  onChange={(next) => change(key, { strategy: next })}
                />
                <SelectField<Writer>
                  label={messages.writer}
                  className="min-w-36 flex-1"
                  value={writer}
                  options={writers.map((value) => ({ value, label: messages.writers[value] }))}
                  onChange={(next) => change(key, { writer: next })}
                />
                <Button
                  look="quiet"
                  square
                  aria-label={messages.removeArm(index + 1)}
                  disabled={arms.length <= 2}
                  onClick={() => setArms(arms.filter((arm) => arm.key !== key))}
                >
                  <X className="icon" />
                </Button>
              </div>
            ))}
          </div>
          <Button
            className="mt-3"
            disabled={arms.length >= mostArms}
            onClick={() => setArms([...arms, { key: nextKey(arms), strategy: 'detailed', writer: 'automatic' }])}
          >
            <Plus className="icon" /> {messages.addArm}
          </Button>
        </fieldset>
      </form>
    </Dialog>
  )
}

/** An arm is named by what it does. */
const nameOf = ({ strategy, writer }: Omit<Arm, 'key'>): string =>
  writer === 'automatic' ? strategy : `${strategy}-${writer}`

const nextKey = (arms: readonly Arm[]): number => Math.max(...arms.map(({ key }) => key)) + 1
