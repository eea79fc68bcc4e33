import { sql } from 'kysely'
import type { Database, Transaction } from '#storage'
import { binaryTally, type Tally } from './inference/difference.ts'
import type { GuardrailName, OutcomeKind } from './experiment.ts'

/** What the visitors of an arm add up to. */
export interface ArmTally extends Record<GuardrailName, Tally> {
  readonly conversions: Tally
}

interface Row {
  arm: number
  visitors: number
  converted: number
  refused: number
  answers: number
  refused2: number
  answers2: number
  refused_answers: number
  dropped: number
  claims: number
  dropped2: number
  claims2: number
  dropped_claims: number
}

/** By the number of the arm; arms without a visitor are missing. */
export async function tallyArms(
  database: Database | Transaction,
  experimentId: string,
  metric: OutcomeKind,
): Promise<Map<number, ArmTally>> {
  const { rows } = await sql<Row>`
    with asked as (
      select visitor, count(*)::float8 as answers, (count(*) filter (where refused))::float8 as refused,
        sum(sentences + dropped)::float8 as claims, sum(dropped)::float8 as dropped
      from experiment_answers where experiment_id = ${experimentId} group by visitor
    ), visits as (
      select x.arm, o.visitor is not null as converted, coalesce(a.answers, 0) as answers, coalesce(a.refused, 0) as refused,
        coalesce(a.claims, 0) as claims, coalesce(a.dropped, 0) as dropped
      from experiment_exposures x
      left join asked a on a.visitor = x.visitor
      left join experiment_outcomes o
        on o.experiment_id = x.experiment_id and o.visitor = x.visitor and o.kind = ${metric}
      where x.experiment_id = ${experimentId}
    )
    select arm, count(*)::float8 as visitors, (count(*) filter (where converted))::float8 as converted,
      sum(refused) as refused, sum(answers) as answers, sum(refused * refused) as refused2, sum(answers * answers) as answers2,
      sum(refused * answers) as refused_answers, sum(dropped) as dropped, sum(claims) as claims,
      sum(dropped * dropped) as dropped2, sum(claims * claims) as claims2, sum(dropped * claims) as dropped_claims
    from visits group by arm`.execute(database)
  return new Map(
    rows.map((row) => [
      row.arm,
      {
        conversions: binaryTally(row.visitors, row.converted),
        refusals: {
          visitors: row.visitors,
          counted: row.refused,
          of: row.answers,
          countedSquared: row.refused2,
          ofSquared: row.answers2,
          product: row.refused_answers,
        },
        'unsupported-claims': {
          visitors: row.visitors,
          counted: row.dropped,
          of: row.claims,
          countedSquared: row.dropped2,
          ofSquared: row.claims2,
          product: row.dropped_claims,
        },
      },
    ]),
  )
}
