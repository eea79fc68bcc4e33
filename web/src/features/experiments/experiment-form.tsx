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
import {
  metrics,
  strategies,
  writers,
  type Experiment,
  type NewExperiment,
  type Strategy,
  type Writer,
} from './types.ts'

const audiences = ['public', 'recruiter', 'colleague'] as const
const mostArms = 6

interface Arm {
  key: number
  strategy: Strategy
  writer: Writer
  /** As the draft has it, until the arm does something else. */
  name?: string | undefined
  /** Share of the visitors, as the draft has it. */
  weight?: number
}

const usual: Pick<Experiment, 'metric' | 'audiences'> & { arms: Omit<Arm, 'key'>[] } = {
  metric: 'thumb',
  audiences: ['public', 'recruiter'],
  arms: [
    { strategy: 'automatic', writer: 'automatic' },
    { strategy: 'concise', writer: 'automatic' },
  ],
}

/** A draft, new or to be changed: nothing is shown to anybody before it is started. */
export function ExperimentForm({ draft, onClose }: { draft?: Experiment; onClose: () => void }) {
  const messages = useMessages(experimentsMessages)
  const shell = useMessages(shellMessages)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { busy, error, failedAt, fieldProblem, run } = useSubmit()
  const kept = draft ? `experiment.${draft.id}` : 'experiment'
  const [name, setName, forgetName] = useDraft(`${kept}.name`, draft?.name)
  const [hypothesis, setHypothesis, forgetHypothesis] = useDraft(`${kept}.hypothesis`, draft?.hypothesis)
  const before = draft ?? usual
  const [metric, setMetric] = useState(before.metric)
  const [who, setWho] = useState<readonly (typeof audiences)[number][]>(
    audiences.filter((audience) => before.audiences.includes(audience)),
  )
  const [arms, setArms] = useState<readonly Arm[]>(before.arms.map((arm, key) => ({ ...arm, key })))
  const change = (key: number, next: Partial<Arm>) =>
    setArms(arms.map((arm) => (arm.key === key ? { ...arm, ...next, name: undefined } : arm)))

  async function submit(event: FormEvent) {
    event.preventDefault()
    await run(async () => {
      // With an arm more or less, the shares are those of nothing: equal ones then.
      const isWeighted = arms.length === draft?.arms.length && arms.every(({ weight }) => weight !== undefined)
      const body: NewExperiment = {
        name,
        hypothesis,
        metric,
        audiences: [...who],
        arms: arms.map((arm) => ({
          name: arm.name ?? nameOf(arm),
          strategy: arm.strategy,
          writer: arm.writer,
          ...(isWeighted && { weight: arm.weight }),
        })),
      }
      const { id } = draft
        ? await call('PATCH /api/v1/experiments/{id}', { path: { id: draft.id }, body })
        : await call('POST /api/v1/experiments', { body })
      forgetName()
      forgetHypothesis()
      await queries.invalidateQueries({ queryKey: ['experiments'] })
      if (draft) onClose()
      else await navigate({ to: '/experiments/$id', params: { id } })
    })
  }

  return (
    <Dialog
      title={draft ? messages.change : messages.create}
      wide
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onClick={onClose}>
            {shell.cancel}
          </Button>
          <Button look="primary" type="submit" form="experiment" aria-disabled={busy}>
            {draft ? shell.save : messages.createDraft}
          </Button>
        </>
      }
    >
      <form id="experiment" className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
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
