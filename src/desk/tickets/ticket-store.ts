import { sql, type Insertable, type Selectable, type Updateable } from 'kysely'
import type { Database, Tickets, Transaction } from '#storage'
import type { Category, Classification, Priority, Status, Ticket, TicketSource } from './ticket.ts'
import { movesFrom } from './status-flow.ts'
import { serviceLevelAt } from './service-levels.ts'
import type { SimilarFilter } from './similar-text.ts'

/** What a change needs to know of the row, beside what callers see. */
export interface StoredTicket extends Ticket {
  readonly words: string[]
  readonly priorityChosen: boolean
  readonly pausedMs: number
}

type Values = Insertable<Tickets>
export type TicketRow = Omit<Values, 'classification' | 'agent_response'>

export interface TicketFilter {
  readonly status?: readonly Status[] | undefined
  readonly category?: Category | undefined
  readonly priority?: Priority | undefined
  readonly assignee?: string | undefined
  readonly source?: TicketSource | undefined
  readonly flag?: string | undefined
  /** Folded, in the syntax of web searches: words, "phrases", or, -not. */
  readonly text?: string | undefined
  /** Only tickets older than this one. */
  readonly before?: number | undefined
  readonly limit: number
}

/** As literals: a partial index is not used for parameters. */
const open = sql<boolean>`status in ('new', 'classified', 'in_progress')`

const columns = [
  'id',
  'version',
  'title',
  'description',
  'words',
  'category',
  'subcategory',
  'priority',
  'priority_chosen',
  'status',
  'source',
  'reporter_name',
  'reporter_email',
  'assignee',
  'routed_to',
  'classification',
  'duplicate_of',
  'tags',
  'flags',
  'agent_response',
  'outcome',
  'response_due_at',
  'resolution_due_at',
  'responded_at',
  'paused_ms',
  'created_at',
  'updated_at',
  'resolved_at',
  'closed_at',
] as const

export async function insertTicket(transaction: Transaction, row: TicketRow): Promise<StoredTicket> {
  return toTicket(await transaction.insertInto('tickets').values(row).returning(columns).executeTakeFirstOrThrow())
}

export async function findTicket(database: Database, id: number): Promise<StoredTicket | undefined> {
  const row = await database.selectFrom('tickets').select(columns).where('id', '=', id).executeTakeFirst()
  return row && toTicket(row)
}

/** The same, held until the transaction ends: of two changes at once, the second sees what the first made of it. */
export async function lockTicket(transaction: Transaction, id: number): Promise<StoredTicket | undefined> {
  const row = await transaction
    .selectFrom('tickets')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toTicket(row)
}

export interface TicketUpdate extends Omit<Updateable<Tickets>, 'classification' | 'agent_response' | 'version'> {
  readonly classification?: Classification
  readonly agent_response?: unknown
}

/** Writes the next version. No row when `version` is not the one in the table any more. */
export async function updateTicket(
  transaction: Transaction,
  { id, version }: { id: number; version: number },
  { classification, agent_response, ...change }: TicketUpdate,
): Promise<StoredTicket | undefined> {
  const row = await transaction
    .updateTable('tickets')
    .set({
      ...change,
      ...(classification !== undefined && { classification: JSON.stringify(classification) }),
      ...(agent_response !== undefined && { agent_response: JSON.stringify(agent_response) }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(columns)
    .executeTakeFirst()
  return row && toTicket(row)
}

/** What is no change of a field, and so makes no new version: it was answered, somebody wrote. */
export async function touchTicket(
  transaction: Transaction,
  id: number,
  change: Pick<Updateable<Tickets>, 'updated_at' | 'responded_at' | 'flags'>,
): Promise<void> {
  await transaction.updateTable('tickets').set(change).where('id', '=', id).execute()
}

/** The newest first. */
export async function listTickets(database: Database, filter: TicketFilter): Promise<StoredTicket[]> {
  let query = database.selectFrom('tickets').select(columns)
  if (filter.status) query = query.where('status', 'in', filter.status)
  if (filter.category) query = query.where('category', '=', filter.category)
  if (filter.priority) query = query.where('priority', '=', filter.priority)
  if (filter.assignee) query = query.where('assignee', '=', filter.assignee)
  if (filter.source) query = query.where('source', '=', filter.source)
  if (filter.flag) query = query.where(sql<boolean>`${filter.flag} = any(flags)`)
  if (filter.text) query = query.where(sql<boolean>`search @@ websearch_to_tsquery('simple', ${filter.text})`)
  if (filter.before) query = query.where('id', '<', filter.before)
  const rows = await query.orderBy('id', 'desc').limit(filter.limit).execute()
  return rows.map(toTicket)
}

/** Tickets of the same text that are created at the same moment wait for each other, so that one sees the other. */
export async function lockText(transaction: Transaction, folded: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('ticket text ' || ${folded}, 0))`.execute(transaction)
}

/** Open tickets whose words may be similar to the given ones, at most the newest 200 of them. */
export async function findMaybeSimilar(
  transaction: Transaction,
  { all, any, least, most }: SimilarFilter,
): Promise<{ id: number; words: string[]; duplicateOf: number | null }[]> {
  const rows = await transaction
    .selectFrom('tickets')
    .select(['id', 'words', 'duplicate_of'])
    .where(open)
    .where(sql<boolean>`words @> ${all}::text[] and words && ${any}::text[]`)
    .where(sql<boolean>`cardinality(words) between ${least}::int and ${most}::int`)
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, words: row.words, duplicateOf: row.duplicate_of }))
}

/** Without what only a change needs to know. */
export function publicTicket({
  words: _words,
  priorityChosen: _chosen,
  pausedMs: _paused,
  ...ticket
}: StoredTicket): Ticket {
  return ticket
}

function toTicket(row: Pick<Selectable<Tickets>, (typeof columns)[number]>): StoredTicket {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    description: row.description,
    words: row.words,
    category: row.category as Category | null,
    subcategory: row.subcategory,
    priority: row.priority as Priority,
    priorityChosen: row.priority_chosen,
    status: row.status as Status,
    canBecome: movesFrom(row.status as Status),
    source: row.source as TicketSource,
    reporter:
      row.reporter_name === null && row.reporter_email === null
        ? null
        : { name: row.reporter_name, email: row.reporter_email },
    assignee: row.assignee,
    routedTo: row.routed_to,
    classification: row.classification as Classification | null,
    duplicateOf: row.duplicate_of,
    tags: row.tags,
    flags: row.flags,
    agentResponse: row.agent_response,
    outcome: row.outcome,
    pausedMs: row.paused_ms,
    serviceLevel: serviceLevelAt(new Date(), {
      responseDueAt: row.response_due_at,
      resolutionDueAt: row.resolution_due_at,
      respondedAt: row.responded_at,
      resolvedAt: row.resolved_at,
    }),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
  }
}
