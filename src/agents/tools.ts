import { z } from 'zod'

/** One tool of the predecessor: its names, what it takes, and the capability that does its work. */
export interface Tool {
  readonly name: string
  readonly aliases: readonly string[]
  readonly summary: string
  readonly body: z.ZodObject
  /** Callers may send nothing at all, as curl does, and mean the defaults. */
  readonly emptyBody?: true
  readonly capability: string
  input(body: Record<string, unknown>): unknown
}

const receipt = z.boolean().optional().describe('Leave a run and a receipt, also of a read.')
const without = (...names: string[]) => {
  const dropped = new Set(['receipt', ...names])
  return (body: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(body).filter(([name, value]) => !dropped.has(name) && value !== undefined))
}
export const tools: readonly Tool[] = [
  {
    name: 'classify_ticket',
    aliases: ['twisterlab_mcp_classify_ticket'],
    summary: 'Classify a ticket, and file it',
    body: z.strictObject({
      description: z.string().trim().min(10).max(5000),
      priority: z.enum(['critical', 'high', 'medium', 'low']).optional(),
      ticket_id: z.int().positive().optional(),
      receipt,
    }),
    capability: 'classifier.classify_ticket',
    input: without(),
  },
  {
    name: 'resolve_ticket',
    aliases: ['twisterlab_mcp_resolve_ticket'],
    summary: 'Find and run the SOP for a ticket',
    body: z
      .strictObject({
        category: z
          .enum(['network', 'software', 'hardware', 'security', 'performance', 'database', 'account', 'email'])
          .optional(),
        classification: z.string().max(100).optional().describe('The older name of `category`.'),
        ticket_id: z.int().positive().optional(),
        description: z.string().max(5000).optional(),
        receipt,
      })
      .refine(({ category, classification, ticket_id: ticket }) => category ?? classification ?? ticket, {
        path: ['category'],
        message: 'is required without a ticket_id',
      }),
    capability: 'resolver.resolve_ticket',
    input({ classification, ...body }) {
      const category = body['category'] ?? classification
      return without()({ ...body, ...(category !== undefined && { category }) })
    },
  },
  {
    name: 'monitor_system_health',
    aliases: [],
    summary: 'Measure this system',
    body: z.strictObject({ detailed: z.boolean().default(false), receipt }),
    emptyBody: true,
    capability: 'monitoring.monitor_system_health',
    input: without(),
  },
  {
    name: 'create_backup',
    aliases: [],
    summary: 'Back up database, cache and configuration',
    body: z.strictObject({ backup_type: z.enum(['full', 'incremental', 'config']).default('full'), receipt }),
    emptyBody: true,
    capability: 'backup.create_backup',
    input: without(),
  },
  {
    name: 'sync_cache_db',
    aliases: ['twisterlab_mcp_sync_cache', 'sync_data'],
    summary: 'Bring cache and database in step',
    body: z.strictObject({
      operation: z.enum(['sync_all', 'verify_consistency', 'clear_stale', 'warm_cache']).default('sync_all'),
      force: z.boolean().default(false),
      source: z.string().max(100).optional(),
      destination: z.string().max(100).optional(),
      receipt,
    }),
    emptyBody: true,
    capability: 'sync.sync_cache_db',
    input: without('source', 'destination'),
  },
  {
    name: 'execute_command',
    aliases: ['execute_desktop_command'],
    summary: 'Run an allow-listed command',
    body: z.strictObject({
      command: z.string().min(1).max(60),
      args: z.array(z.string().max(255)).max(16).optional(),
      target: z.string().max(255).optional(),
      host: z.string().max(60).optional(),
      receipt,
    }),
    capability: 'commander.execute_command',
    input: without(),
  },
  {
    name: 'analyze_sentiment',
    aliases: [],
    summary: 'The sentiment of a text',
    body: z.strictObject({ text: z.string().min(1).max(20_000), detailed: z.boolean().default(false), receipt }),
    capability: 'sentiment.analyze_sentiment',
    input: without(),
  },
]
