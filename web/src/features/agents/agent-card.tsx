import { Link } from '@tanstack/react-router'
import { Play } from 'lucide-react'
import type { ResponseOf } from '../../api/call.ts'
import { Tag } from '../../components/tag.tsx'
import { agentsMessages } from '../../messages/agents/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { useFormat } from '../../messages/format.ts'
import { RiskTag } from '../work/state-tags.tsx'
import { useMay } from '../work/use-may.ts'

type Agent = ResponseOf<'GET /api/v1/agents'>['agents'][number]

/** One agent: what it is for, how it has done lately, and what it can do. */
export function AgentCard({ agent }: { agent: Agent }) {
  const messages = useMessages(agentsMessages)
  const may = useMay('agents:run')
  return (
    <section
      aria-labelledby={`agent-${agent.name}`}
      className="mb-4 break-inside-avoid rounded-lg border border-line bg-surface"
    >
      <div className="border-b border-line p-4">
        <div className="flex items-center gap-2">
          <h2 id={`agent-${agent.name}`} className="min-w-0 flex-1 text-base font-semibold">
            {agent.name}
          </h2>
          <HealthTag lately={agent.lately} />
        </div>
        <p className="mt-1 text-small text-muted">{agent.purpose}</p>
        <Health lately={agent.lately} />
      </div>
      <ul>
        {agent.capabilities.map(({ name, purpose, risk }) => (
          <li key={name} className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-2 text-small font-medium">
                <span className="wrap-anywhere">{name}</span> <RiskTag risk={risk} />
              </p>
              <p className="text-small text-muted">{purpose}</p>
            </div>
            {may && (
              <Link
                to="/agents"
                search={{ start: `${agent.name}.${name}` }}
                resetScroll={false}
                aria-label={messages.startOf(`${agent.name}.${name}`)}
                className="link-button"
              >
                <Play className="size-4" /> {messages.start}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function HealthTag({ lately }: Pick<Agent, 'lately'>) {
  const { health } = useMessages(agentsMessages)
  if (!lately) return null
  if (lately.failed > 0) return <Tag tone="danger">{health.bad}</Tag>
  return lately.succeeded > 0 && <Tag tone="good">{health.good}</Tag>
}

function Health({ lately }: Pick<Agent, 'lately'>) {
  const { health } = useMessages(agentsMessages)
  const format = useFormat()
  if (!lately) return <p className="mt-2 text-small">{health.none}</p>
  const { succeeded, failed, open, lastRunAt, lastFailure } = lately
  const parts = [
    succeeded > 0 && health.succeeded(succeeded),
    failed > 0 && health.failed(failed),
    open > 0 && health.open(open),
    health.last(format.relative(lastRunAt)),
  ]
  return (
    <div className="mt-2 text-small">
      <p>{parts.filter(Boolean).join(' · ')}</p>
      {lastFailure && (
        <p className="mt-1 wrap-anywhere text-muted">
          {health.lastFailure}:{' '}
          <Link to="/runs/$id" params={{ id: lastFailure.runId }} className="text-accent hover:underline">
            {lastFailure.capability}
          </Link>{' '}
          {lastFailure.message}
        </p>
      )}
    </div>
  )
}
