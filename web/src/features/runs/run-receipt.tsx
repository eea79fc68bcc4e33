import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleHelp, Copy } from 'lucide-react'
import type { ResponseOf } from '../../api/call.ts'
import { queryOf } from '../../api/query.ts'
import { Button } from '../../components/button.tsx'
import { CodeBlock } from '../../components/code-block.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useTell } from '../../components/toast.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { runsMessages } from '../../messages/runs/messages.ts'
import { useNames } from '../work/use-names.ts'

type Receipt = ResponseOf<'GET /api/v1/runs/{id}/receipt'>

/** What a run left behind for good: what was seen afterwards, who decided, and its place in the hash chain. */
export function RunReceipt({ id }: { id: string }) {
  const query = useQuery({ ...queryOf('GET /api/v1/runs/{id}/receipt', { path: { id } }), staleTime: Infinity })
  return <Loaded query={query}>{(receipt) => <ReceiptView receipt={receipt} />}</Loaded>
}

/** The parts of a receipt that are shown by name; the whole is below them. */
interface Shown {
  probe?: { passed?: boolean; evidence?: unknown; error?: string } | null
  approval?: { decidedBy: string | null; decidedAt: string | null; reason: string | null } | null
}

function ReceiptView({ receipt }: { receipt: Receipt }) {
  const { receipt: messages } = useMessages(runsMessages)
  const format = useFormat()
  const nameOf = useNames()
  const tell = useTell()
  const { probe, approval } = receipt.receipt as Shown
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(receipt, null, 2))
    tell({ title: messages.copied })
  }
  return (
    <div className="flex flex-col gap-4">
      <ProbeView probe={probe ?? null} />
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-small">
        {approval?.decidedBy && (
          <>
            <dt className="text-muted">{messages.decided}</dt>
            <dd>
              {nameOf(approval.decidedBy)}
              {approval.decidedAt && ` · ${format.dateTime(approval.decidedAt)}`}
              {approval.reason && <span className="block">{approval.reason}</span>}
            </dd>
          </>
        )}
        <dt className="text-muted">{messages.place}</dt>
        <dd className="tabular-nums">{format.number(receipt.sequence)}</dd>
        <dt className="text-muted">{messages.hash}</dt>
        <dd className="font-mono break-all">{receipt.hash}</dd>
        <dt className="text-muted">{messages.previous}</dt>
        <dd className="font-mono break-all">{receipt.previousHash}</dd>
      </dl>
      <details>
        <summary className="cursor-pointer rounded text-small font-medium">{messages.whole}</summary>
        <div className="flex flex-col items-start gap-2 pt-2">
          <div className="w-full">
            <CodeBlock label={messages.whole} value={receipt.receipt} />
          </div>
          {/* Only over https, or on this machine, does a browser let a page write to the clipboard. */}
          {'clipboard' in navigator && (
            <Button onClick={() => void copy()}>
              <Copy className="icon" /> {messages.copy}
            </Button>
          )}
        </div>
      </details>
    </div>
  )
}

function ProbeView({ probe }: { probe: (Shown['probe'] & object) | null }) {
  const { receipt: messages } = useMessages(runsMessages)
  if (!probe) return <p className="text-small text-muted">{messages.noProbe}</p>
  const [Icon, tone, words] =
    probe.passed === undefined
      ? ([CircleHelp, 'text-warn', messages.unknown] as const)
      : probe.passed
        ? ([CircleCheck, 'text-good', messages.passed] as const)
        : ([CircleAlert, 'text-danger', messages.failed] as const)
  return (
    <div className="flex flex-col gap-2">
      <p className="flex items-start gap-2 text-small font-medium">
        <Icon className={`icon ${tone}`} /> {words}
      </p>
      {probe.error !== undefined && <p className="text-small text-muted">{probe.error}</p>}
      {probe.evidence !== undefined && (
        <div>
          <p className="mb-1 text-small text-muted">{messages.evidence}</p>
          <CodeBlock label={messages.evidence} value={probe.evidence} />
        </div>
      )}
    </div>
  )
}
