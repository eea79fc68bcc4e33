import { appendEntry } from '#audit'
import { audiences as names, requireOwner, type Actor } from '#auth'
import type { Database, Storage } from '#storage'
import { exportedTables } from './exported-tables.ts'
import { readRows } from './export-store.ts'

/** How long things are kept, in days; 0 is for ever. */
export interface Retention {
  readonly answersDays: number
  readonly analytics: {
    readonly enabled: boolean
    readonly days: number
    readonly eventsDays: number
    readonly visitorsDays: number
  }
  readonly runsDays: number
}

export interface Privacy {
  /** For the owner. */
  retention(actor: Actor): Retention
  /**
   * All that is kept of the owner and of who dealt with the twin, as the text of one JSON document, piece by piece; for the
   * owner. Leaves an entry in the chain before the first piece.
   */
  export(actor: Actor): Promise<AsyncGenerator<string>>
}

export interface PrivacyNeeds {
  readonly database: Database
  readonly transaction: Storage['transaction']
  readonly retention: Retention
  readonly version: string
}

export function createPrivacy({ database, transaction, retention, version }: PrivacyNeeds): Privacy {
  return {
    retention(actor) {
      requireOwner(actor)
      return retention
    },
    async export(actor) {
      requireOwner(actor)
      const body = { by: actor.id }
      await transaction((within) => appendEntry(within, { kind: 'data_exported', subject: 'privacy', body }))
      return pieces(database, version)
    },
  }
}

async function* pieces(database: Database, version: string): AsyncGenerator<string> {
  const head = { format: 'pollux-export/1', version, exportedAt: new Date().toISOString() }
  yield JSON.stringify(head).slice(0, -1)
  for (const part of exportedTables) {
    yield `,\n"${part.section}":[`
    let first = true
    for await (const row of readRows(database, part)) {
      yield `${first ? '\n' : ',\n'}${JSON.stringify(named(row))}`
      first = false
    }
    yield ']'
  }
  yield '}\n'
}

/** As the interfaces say it: `colleague` rather than 2. Sums over all audiences have a number that is none of theirs. */
function named(row: Record<string, unknown>): Record<string, unknown> {
  const { audience, audiences } = row
  return {
    ...row,
    ...(typeof audience === 'number' && { audience: names[audience] ?? 'all' }),
    ...(Array.isArray(audiences) && { audiences: (audiences as number[]).map((level) => names[level]) }),
  }
}
