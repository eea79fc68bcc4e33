import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { RotateCw, SquarePen, SquareX } from 'lucide-react'
import { call } from '../../api/call.ts'
import { Button } from '../../components/button.tsx'
import { useTell } from '../../components/toast.tsx'
import type { Submit } from '../../components/use-submit.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { runsMessages } from '../../messages/runs/messages.ts'
import { isFinal, type Run } from '../work/state-tags.tsx'
import { useMay } from '../work/use-may.ts'
import { useStartRun } from '../work/use-start-run.ts'

/** Stopping a run, or starting the same again. What goes wrong is told by `submit`. */
export function RunActions({ run, submit }: { run: Run; submit: Submit }) {
  const messages = useMessages(runsMessages)
  const may = useMay('agents:run')
  const queries = useQueryClient()
  const startRun = useStartRun()
  const tell = useTell()
  if (!may) return null

  const cancel = () =>
    submit.run(async () => {
      await call('POST /api/v1/runs/{id}/cancel', { path: { id: run.id } })
      tell({ title: messages.cancelled })
      await queries.invalidateQueries({ queryKey: ['runs'] })
    })

  const again = () =>
    submit.run(async () => {
      // With a receipt: what left a run once leaves one again.
      await startRun({ capability: run.capability, input: run.input, receipt: true })
      tell({ title: messages.startedAgain })
    })

  if (!isFinal(run.state))
    return (
      <Button look="danger" aria-disabled={submit.busy} onClick={() => void cancel()}>
        <SquareX className="icon" /> {messages.cancel}
      </Button>
    )
  return (
    <>
      <Link to="/agents" search={{ start: run.capability, from: run.id }} className="link-button">
        <SquarePen className="icon" /> {messages.againChanged}
      </Link>
      <Button look="primary" aria-disabled={submit.busy} onClick={() => void again()}>
        <RotateCw className="icon" /> {messages.again}
      </Button>
    </>
  )
}
