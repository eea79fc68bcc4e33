import { isFinal, runStates } from '../runs/run.ts'

/**
 * What was done and answered, and the chain that proves it. A restore into the live database keeps all of it unless told
 * otherwise, never a part: the chain would tell of what is not there.
 */
export const journalTables = [
  'agent_runs',
  'agent_steps',
  'agent_events',
  'approvals',
  'audit_entries',
  'answers',
  'answer_leaves',
  'experiments',
  'experiment_arms',
  'running_experiments',
  'experiment_exposures',
  'experiment_answers',
  'experiment_outcomes',
  'answer_defaults',
]

/** Who may come in. No restore brings it back: what was revoked since must stay so. */
export const accessTables = [
  'api_keys',
  'api_key_secrets',
  'share_links',
  'share_link_days',
  'auth_users',
  'auth_sessions',
  'auth_accounts',
  'auth_verifications',
  'auth_two_factors',
  'auth_links',
  'auth_failures',
  'auth_oauth_clients',
  'auth_oauth_resources',
  'auth_oauth_client_resources',
  'auth_oauth_consents',
  'auth_oauth_refresh_tokens',
  'auth_oauth_access_tokens',
  'auth_oauth_client_assertions',
]

/** What the twin knows, and what it is found by. These refer to one another, and nothing else refers to them. */
export const knowledgeTables = [
  'sources',
  'source_versions',
  'sources_version',
  'passages',
  'postings',
  'index_totals',
  'index_blocks',
  'passage_vectors',
  'embedding_models',
  'unanswered',
  'regression_cases',
  'synced_files',
]

type Query = (text: string, values?: readonly unknown[]) => Promise<object[]>

/**
 * Carries one run, the one that restores, over the replacement of the journal. Runs that were open at the moment of the
 * backup end as cancelled: the queue knows nothing of them.
 */
export function carryRun(runId: string): { before(query: Query): Promise<void>; after(query: Query): Promise<void> } {
  return {
    async before(query) {
      for (const [table, column] of [
        ['agent_runs', 'id'],
        ['agent_steps', 'run_id'],
        ['agent_events', 'run_id'],
        ['approvals', 'run_id'],
      ])
        await query(
          `create temp table carried_${table} on commit drop as select * from public.${table} where ${column} = $1`,
          [runId],
        )
    },
    async after(query) {
      await query('delete from agent_steps where run_id = $1', [runId])
      await query('delete from agent_events where run_id = $1', [runId])
      await query('delete from approvals where run_id = $1', [runId])
      await query('delete from agent_runs where id = $1', [runId])
      await query(
        `update agent_runs set state = 'cancelled', finished_at = now(), error = $1
        where state = any($2)`,
        [
          { code: 'cancelled', message: 'It was open when the backup was made that this database was restored from.' },
          runStates.filter((state) => !isFinal(state)),
        ],
      )
      await query(`update carried_agent_runs set parent_id = null where parent_id not in (select id from agent_runs)`)
      await query('insert into agent_runs select * from carried_agent_runs')
      await query('insert into agent_steps select * from carried_agent_steps')
      await query('insert into approvals select * from carried_approvals')
      await query(`insert into agent_events (run_id, type, data, created_at)
        select run_id, type, data, created_at from carried_agent_events order by id`)
    },
  }
}
