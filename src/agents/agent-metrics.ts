import type { MetricRegistry } from '#observability'
import type { CommandEvent } from './commander/commander.ts'
import type { Run } from './runs/run.ts'

export interface Execution {
  readonly capability: string
  readonly seconds: number
  /** Code of the error it ended with. */
  readonly error: string | undefined
  /** What it answered, when it did. */
  readonly output?: unknown
}

/** What is told of agents while they work. */
export interface AgentObserver {
  /** A capability was executed, with a run or without. */
  executed(execution: Execution): void
  ended(run: Run): void
  command(event: CommandEvent): void
  approval(outcome: 'asked' | 'approved' | 'refused' | 'expired'): void
}

type Fields = Record<string, unknown>

/** The metrics of the agents; what an execution answered is counted by what its capability is about. */
export function createAgentMetrics(registry: MetricRegistry): AgentObserver {
  const seconds = registry.histogram({
    name: 'pollux_agent_execution_seconds',
    help: 'Time a capability of an agent took.',
    labels: ['agent', 'capability'],
    buckets: [0.001, 0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900],
  })
  const errors = registry.counter({
    name: 'pollux_agent_errors_total',
    help: 'Executions of a capability that ended with an error, by its code.',
    labels: ['agent', 'capability', 'code'],
  })
  const runs = registry.counter({
    name: 'pollux_agent_runs_total',
    help: 'Runs that ended, by how, and by what was seen afterwards.',
    labels: ['agent', 'capability', 'state', 'verdict'],
  })
  const commands = registry.counter({
    name: 'pollux_commands_total',
    help: 'Requests to the commander: ran, refused by its policy, or failed to start.',
    labels: ['outcome'],
  })
  const approvals = registry.counter({
    name: 'pollux_approvals_total',
    help: 'Actions of agents that a person was asked about, and what came of it.',
    labels: ['outcome'],
  })
  const outputs = outputMetrics(registry)
  return {
    executed({ capability: name, seconds: taken, error, output }) {
      const [agent = '', capability = ''] = name.split('.')
      seconds({ agent, capability }, taken)
      if (error) errors({ agent, capability, code: error })
      else outputs[name]?.((output ?? {}) as Fields)
    },
    ended({ capability: name, state, verdict }) {
      const [agent = '', capability = ''] = name.split('.')
      runs({ agent, capability, state, verdict: verdict ?? 'none' })
    },
    command: ({ outcome }) => commands({ outcome }),
    approval: (outcome) => approvals({ outcome }),
  }
}

const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

function outputMetrics(registry: MetricRegistry): Readonly<Record<string, (output: Fields) => void>> {
  const sentiments = registry.counter({
    name: 'pollux_sentiment_texts_total',
    help: 'Texts whose sentiment was said.',
    labels: ['sentiment', 'language'],
  })
  const confidence = registry.histogram({
    name: 'pollux_sentiment_confidence_ratio',
    help: 'How sure the sentiment was, 0 to 1.',
    labels: [],
    buckets: shares,
  })
  const keywords = registry.histogram({
    name: 'pollux_sentiment_keywords',
    help: 'Words that said so, in each text.',
    labels: [],
    buckets: [0, 1, 2, 3, 5, 10, 20],
  })
  const characters = registry.histogram({
    name: 'pollux_sentiment_text_characters',
    help: 'Length of each text.',
    labels: [],
    buckets: [20, 50, 100, 280, 1_000, 5_000, 20_000],
  })
  const classes = registry.counter({
    name: 'pollux_ticket_classifications_total',
    help: 'Tickets and texts that were classified; unknown when the classifier abstained.',
    labels: ['category', 'method'],
  })
  const certainty = registry.histogram({
    name: 'pollux_ticket_classification_confidence_ratio',
    help: 'How sure the classifier was, 0 to 1.',
    labels: [],
    buckets: shares,
  })
  const procedures = registry.counter({
    name: 'pollux_sop_runs_total',
    help: 'Procedures that were run for a ticket, by how they ended.',
    labels: ['sop', 'outcome'],
  })
  const backupBytes = registry.gauge({
    name: 'pollux_backup_bytes',
    help: 'Size of the newest backup made here.',
    labels: ['type'],
  })
  const backupTime = registry.gauge({
    name: 'pollux_backup_last_success_timestamp_seconds',
    help: 'When the newest backup was made here.',
    labels: ['type'],
  })
  const classified = (output: Fields) => {
    classes({ category: String(output['category']), method: String(output['method']) })
    certainty({}, Number(output['confidence']))
  }
  return {
    'sentiment.analyze_sentiment'(output) {
      sentiments({ sentiment: String(output['sentiment']), language: String(output['language']) })
      confidence({}, Number(output['confidence']))
      keywords({}, (output['keywords'] as unknown[]).length)
      characters({}, Number(output['text_length']))
    },
    'classifier.classify_text': classified,
    'classifier.classify_ticket': classified,
    'resolver.resolve_ticket'(output) {
      if (output['method'] === 'sop')
        procedures({ sop: String(output['sop_executed']), outcome: String(output['outcome']) })
    },
    'backup.create_backup'(output) {
      backupBytes({ type: String(output['type']) }, Number(output['size_bytes']))
      backupTime({ type: String(output['type']) }, Date.now() / 1000)
    },
  }
}
