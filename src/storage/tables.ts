// Made by "npm run generate" from the migrated database; edit the migrations instead.
import type { ColumnType, JSONColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export type Json = JsonValue

export type JsonArray = JsonValue[]

export type JsonObject = {
  [x: string]: JsonValue | undefined
}

export type JsonPrimitive = boolean | number | string | null

export type JsonValue = JsonArray | JsonObject | JsonPrimitive

export type Timestamp = ColumnType<Date, Date | string, Date | string>

export interface AgentEvents {
  created_at: Generated<Timestamp>
  data: Json
  id: Generated<number>
  run_id: string
  type: string
}

export interface AgentRuns {
  action_hash: string
  actor: Json
  attempt: Generated<number>
  cancel_requested: Generated<boolean>
  capability: string
  claim: string | null
  created_at: Generated<Timestamp>
  error: Json | null
  finished_at: Timestamp | null
  heartbeat_at: Timestamp | null
  id: string
  idempotency_key: string | null
  input: Json
  origin: string
  output: Json | null
  parent_id: string | null
  probe: Json | null
  resolved: Json | null
  risk: string
  started_at: Timestamp | null
  state: string
  verdict: string | null
}

export interface AgentSteps {
  finished_at: Timestamp | null
  idempotency_key: string | null
  name: string
  output: Json | null
  position: number
  run_id: string
  started_at: Generated<Timestamp>
}

export interface AnalyticsCounts {
  counts: Json
  grain: number
  latency: Json
  segment: number
  starts_at: Timestamp
  topics: Json
}

export interface AnalyticsEvents {
  answer_id: string | null
  at: Timestamp
  duration_ms: number | null
  id: string
  kind: string
  refused: boolean | null
  segment: number
  topic: number | null
}

export interface AnalyticsRatings {
  answer_id: string
  at: Timestamp
  rater: string | null
  rating: number
  reason: string | null
  segment: number
  topic: number | null
}

export interface AnalyticsSalts {
  day: Timestamp
  salt: Buffer
}

export interface AnalyticsSegments {
  audience: number
  client: string
  id: Generated<number>
  link: string
  under: number[] | null
}

export interface AnalyticsTopics {
  id: number
  last_at: Timestamp
  questions: number
  terms: Json
  version: number
}

export interface AnalyticsVisits {
  day: Timestamp
  first_at: Timestamp
  last_at: Timestamp
  segment: number
  segments: number[]
  sessions: number
  steps: number
  visitor: string
}

export interface AnswerDefaults {
  at: Generated<Timestamp>
  audience: number
  experiment_id: string | null
  strategy: string
  writer: string
}

export interface AnswerLeaves {
  answer_id: string
  created_at: Generated<Timestamp>
  digest: string | null
  position: number | null
  sequence: number | null
}

export interface Answers {
  actor_id: string | null
  audience: number
  conversation_id: string
  created_at: Generated<Timestamp>
  duration_ms: number
  id: string
  language: string
  mode: string
  question: string
  reason: string | null
  refused: boolean
  sentences: JSONColumnType<object[]>
  strategy: string
}

export interface ApiKeys {
  audience: number
  created_at: Generated<Timestamp>
  created_by: string
  expires_at: Timestamp | null
  id: string
  name: string
  revoked_at: Timestamp | null
  scopes: string[]
}

export interface ApiKeySecrets {
  created_at: Generated<Timestamp>
  expires_at: Timestamp | null
  hash: string
  key_id: string
  last_used_at: Timestamp | null
}

export interface Approvals {
  action_hash: string
  created_at: Generated<Timestamp>
  decided_at: Timestamp | null
  decided_by: string | null
  decision_reason: string | null
  expires_at: Timestamp
  id: string
  reason: string
  run_id: string
  state: string
}

export interface AuditEntries {
  body: string
  created_at: Generated<Timestamp>
  format: Generated<number>
  hash: string
  kind: string
  previous_hash: string
  sequence: number
  subject: string
}

export interface AuthAccounts {
  access_token: string | null
  access_token_expires_at: Timestamp | null
  account_id: string
  created_at: Generated<Timestamp>
  id: string
  id_token: string | null
  password: string | null
  provider_id: string
  refresh_token: string | null
  refresh_token_expires_at: Timestamp | null
  scope: string | null
  updated_at: Generated<Timestamp>
  user_id: string
}

export interface AuthFailures {
  blocked_until: Timestamp | null
  failed_at: Generated<Timestamp>
  failures: number
  subject: string
  told_at: Timestamp | null
  untold: Generated<number>
}

export interface AuthLinks {
  audience: number
  created_at: Generated<Timestamp>
  created_by: string
  drops_two_factor: Generated<boolean>
  email: string | null
  expires_at: Timestamp
  hash: string
  id: string
  kind: string
  role: string
  user_id: string | null
}

export interface AuthOauthAccessTokens {
  authorization_code_id: string | null
  client_id: string
  confirmation: Json | null
  created_at: Timestamp
  expires_at: Timestamp
  id: string
  reference_id: string | null
  refresh_id: string | null
  requested_user_info_claims: Json | null
  resources: Json | null
  revoked: Timestamp | null
  scopes: Json
  session_id: string | null
  token: string
  user_id: string | null
}

export interface AuthOauthClientAssertions {
  expires_at: Timestamp
  id: string
}

export interface AuthOauthClientResources {
  client_id: string
  created_at: Timestamp | null
  id: string
  metadata: Json | null
  resource_id: string
}

export interface AuthOauthClients {
  application_type: string | null
  backchannel_logout_session_required: boolean | null
  backchannel_logout_uri: string | null
  client_credentials_scopes: Json | null
  client_discovery_id: string | null
  client_id: string
  client_secret: string | null
  contacts: Json | null
  created_at: Generated<Timestamp>
  disabled: boolean | null
  dpop_bound_access_tokens: boolean | null
  enable_end_session: boolean | null
  grant_types: Json | null
  icon: string | null
  id: string
  jwks: string | null
  jwks_uri: string | null
  metadata: Json | null
  name: string | null
  policy: string | null
  post_logout_redirect_uris: Json | null
  redirect_uris: Json
  reference_id: string | null
  require_pkce: boolean | null
  response_types: Json | null
  scopes: Json | null
  skip_consent: boolean | null
  software_id: string | null
  software_statement: string | null
  software_version: string | null
  subject_type: string | null
  token_endpoint_auth_method: string | null
  tos: string | null
  updated_at: Timestamp | null
  uri: string | null
  user_id: string | null
}

export interface AuthOauthConsents {
  audience: Generated<number>
  client_id: string
  created_at: Timestamp
  id: string
  last_used_at: Timestamp | null
  reference_id: string | null
  requested_user_info_claims: Json | null
  resources: Json | null
  scopes: Json
  updated_at: Timestamp
  user_id: string
}

export interface AuthOauthRefreshTokens {
  auth_time: Timestamp | null
  authorization_code_id: string | null
  client_id: string
  confirmation: Json | null
  created_at: Timestamp
  expires_at: Timestamp
  id: string
  reference_id: string | null
  requested_user_info_claims: Json | null
  resources: Json | null
  revoked: Timestamp | null
  rotated_at: Timestamp | null
  rotation_replay_expires_at: Timestamp | null
  rotation_replay_response: string | null
  scopes: Json
  session_id: string | null
  token: string
  user_id: string
}

export interface AuthOauthResources {
  access_token_ttl: number | null
  allowed_scopes: Json | null
  created_at: Timestamp | null
  custom_claims: Json | null
  disabled: boolean | null
  dpop_bound_access_tokens_required: boolean | null
  id: string
  identifier: string
  metadata: Json | null
  name: string
  policy_version: number | null
  refresh_token_ttl: number | null
  signing_algorithm: string | null
  signing_key_id: string | null
  updated_at: Timestamp | null
}

export interface AuthSessions {
  created_at: Generated<Timestamp>
  expires_at: Timestamp
  id: string
  ip_address: string | null
  last_seen_at: Generated<Timestamp>
  token: string
  updated_at: Generated<Timestamp>
  user_agent: string | null
  user_id: string
}

export interface AuthTwoFactors {
  backup_codes: string
  failed_verification_count: Generated<number>
  id: string
  locked_until: Timestamp | null
  secret: string
  used_codes: Generated<string[]>
  user_id: string
  verified: Generated<boolean>
}

export interface AuthUsers {
  audience: number
  created_at: Generated<Timestamp>
  email: string
  email_verified: Generated<boolean>
  id: string
  image: string | null
  name: string
  role: string
  two_factor_enabled: Generated<boolean>
  updated_at: Generated<Timestamp>
}

export interface AuthVerifications {
  created_at: Generated<Timestamp>
  expires_at: Timestamp
  id: string
  identifier: string
  updated_at: Generated<Timestamp>
  value: string
}

export interface EmbeddingModels {
  audience: number
  dimension: number
  examined: number
  model: string
  vote: number
}

export interface Evaluations {
  answer: string
  at: Generated<Timestamp>
  holder: string
  id: string
  kind: string
  question: string
  score: Json
  total: number
}

export interface ExperimentAnswers {
  answer_id: string
  dropped: number
  experiment_id: string
  refused: boolean
  sentences: number
  visitor: Buffer
}

export interface ExperimentArms {
  arm: number
  experiment_id: string
  name: string
  stopped_at: Timestamp | null
  stopped_for: string | null
  strategy: string
  weight: number
  writer: string
}

export interface ExperimentExposures {
  arm: number
  at: Generated<Timestamp>
  audience: number
  experiment_id: string
  visitor: Buffer
}

export interface ExperimentOutcomes {
  at: Timestamp
  experiment_id: string
  kind: string
  visitor: Buffer
}

export interface Experiments {
  audiences: number[]
  created_at: Generated<Timestamp>
  created_by: string
  ended_at: Timestamp | null
  expected_visitors: number
  hypothesis: string
  id: string
  metric: string
  minimum_effect: number
  name: string
  note: string | null
  salt: Buffer | null
  shipped_arm: string | null
  started_at: Timestamp | null
  state: Generated<string>
  stopped_for: string | null
}

export interface IndexBlocks {
  audience: number
  block: number
  expires_at: Timestamp
  members: string
}

export interface IndexTotals {
  audience: number
  body_length: number
  expires_at: Timestamp
  language: string
  passages: number
  title_length: number
}

export interface InterviewSessions {
  ended_at: Timestamp | null
  ended_because: string | null
  holder: string
  id: string
  minutes: number
  paused_at: Timestamp | null
  paused_ms: Generated<number>
  pauses: Generated<number>
  plan: Json
  result: Json | null
  started_at: Timestamp
  state: string
}

export interface InterviewTurns {
  answer: string | null
  answered_at: Timestamp | null
  asked_at: Timestamp
  follow_up: string | null
  item: number
  key: string | null
  paused_ms: Generated<number>
  position: number
  question: string
  score: Json | null
  session_id: string
}

export interface JobPostings {
  content_hash: string
  facts: JSONColumnType<Record<string, string>>
  headings: JSONColumnType<{ start: number; end: number; level: number }[]>
  id: string
  imported_at: Generated<Timestamp>
  language: string
  text: string
  title: string
}

export interface Migrations {
  at: Generated<Timestamp>
  name: string
}

export interface Milestones {
  at: Generated<Timestamp>
  name: string
}

export interface MonitoringSamples {
  at: Timestamp
  expires_at: Timestamp
  figures: Json
  host: string
  id: Generated<number>
  watches: Json
}

export interface Nodes {
  id: string
  seen_at: Generated<Timestamp>
  url: string
}

export interface Passages {
  audience: number
  end_at: number
  expires_at: Timestamp | null
  heading: string
  id: Generated<number>
  language: string
  ordinal: number
  page: number | null
  source_id: string
  start_at: number
  text: string
  version: string
}

export interface PassageVectors {
  audience: number
  expires_at: Timestamp
  model: string
  passage_id: number
  vector: number[]
}

export interface PerformanceRecords {
  accuracy: number
  at: Generated<Timestamp>
  category: string
  holder: string
  id: string
  response_time_ms: number
  satisfaction: number
  story_coverage: number
}

export interface Postings {
  audience: number
  body: number
  body_length: number
  expires_at: Timestamp
  passage_id: number
  term: number
  title: number
  title_length: number
}

export interface Profiles {
  json: string
  origin: string
  updated_at: Generated<Timestamp>
  version: string
}

export interface RegressionCases {
  audience: number
  context: string | null
  created_at: Generated<Timestamp>
  id: string
  language: string
  question: string
  source_id: string
}

export interface Restores {
  at: Generated<Timestamp>
  backup_id: string
  key: string
}

export interface RunningExperiments {
  audience: number
  experiment_id: string
}

export interface ShareLinkDays {
  day: Timestamp
  link_id: string
  questions: Generated<number>
  refused: Generated<number>
}

export interface ShareLinks {
  audience: number
  created_at: Generated<Timestamp>
  created_by: string
  expires_at: Timestamp | null
  id: string
  name: string
  question_limit: number | null
  questions: Generated<number>
  revoked_at: Timestamp | null
}

export interface SopOutcomes {
  actor: string
  created_at: Timestamp
  duration_ms: number
  id: Generated<number>
  outcome: string
  run_id: string | null
  sop_id: string
  steps: Json
  ticket_id: number | null
}

export interface Sources {
  audience: number
  created_at: Generated<Timestamp>
  expires_at: Timestamp | null
  fingerprint: string
  id: string
  kind: 'profile' | 'document' | 'sop' | 'answer'
  language: string
  metadata: JSONColumnType<Record<string, unknown>>
  origin: string
  title: string
  updated_at: Generated<Timestamp>
  version: string
}

export interface SourcesVersion {
  only_row: Generated<boolean>
  version: Generated<string>
}

export interface SourceVersions {
  audience: number
  created_at: Generated<Timestamp>
  pages: JSONColumnType<{ page: number; start: number }[]> | null
  pointers: JSONColumnType<{ start: number; end: number; pointer: string; value?: string }[]> | null
  source_id: string
  text: string
  version: string
}

export interface SyncedFiles {
  audience: number
  content: string
  declared: string
  origin: string
  state: string
  synced_at: Generated<Timestamp>
}

export interface TicketAlerts {
  annotations: Json
  fingerprint: string
  labels: Json
  starts_at: Timestamp
  state: string
  ticket_id: number | null
  updated_at: Timestamp
}

export interface TicketComments {
  author: string
  created_at: Timestamp
  id: Generated<number>
  source: string
  text: string
  ticket_id: number
}

export interface TicketEvents {
  actor: string
  created_at: Timestamp
  data: Json
  id: Generated<number>
  ticket_id: number
  type: string
}

export interface TicketLinks {
  created_at: Timestamp
  other_id: number
  reason: string
  similarity: number | null
  ticket_id: number
}

export interface TicketMessages {
  message_id: string
  received_at: Timestamp
  ticket_id: number | null
}

export interface TicketRuns {
  capability: string
  finished_at: Timestamp | null
  outcome: string | null
  run_id: string
  started_at: Timestamp
  ticket_id: number
}

export interface Tickets {
  agent_response: Json | null
  assignee: string | null
  category: string | null
  classification: Json | null
  closed_at: Timestamp | null
  created_at: Timestamp
  description: string
  duplicate_of: number | null
  flags: Generated<string[]>
  folded: string
  id: Generated<number>
  outcome: string | null
  paused_ms: Generated<number>
  priority: string
  priority_chosen: boolean
  reporter_email: string | null
  reporter_name: string | null
  resolution_due_at: Timestamp
  resolved_at: Timestamp | null
  responded_at: Timestamp | null
  response_due_at: Timestamp
  routed_to: string | null
  search: Generated<string>
  source: string
  status: Generated<string>
  subcategory: string | null
  tags: Generated<string[]>
  title: string
  updated_at: Timestamp
  version: Generated<number>
  words: string[]
}

export interface Unanswered {
  audience: number
  context: string | null
  created_at: Generated<Timestamp>
  folded: string
  id: string
  language: string
  last_asked_at: Generated<Timestamp>
  question: string
  rated_badly_at: Timestamp | null
  rating_reason: string | null
  resolved_at: Timestamp | null
  source_id: string | null
  state: Generated<'open' | 'answered' | 'dismissed'>
  times: Generated<number>
}

export interface Tables {
  agent_events: AgentEvents
  agent_runs: AgentRuns
  agent_steps: AgentSteps
  analytics_counts: AnalyticsCounts
  analytics_events: AnalyticsEvents
  analytics_ratings: AnalyticsRatings
  analytics_salts: AnalyticsSalts
  analytics_segments: AnalyticsSegments
  analytics_topics: AnalyticsTopics
  analytics_visits: AnalyticsVisits
  answer_defaults: AnswerDefaults
  answer_leaves: AnswerLeaves
  answers: Answers
  api_key_secrets: ApiKeySecrets
  api_keys: ApiKeys
  approvals: Approvals
  audit_entries: AuditEntries
  auth_accounts: AuthAccounts
  auth_failures: AuthFailures
  auth_links: AuthLinks
  auth_oauth_access_tokens: AuthOauthAccessTokens
  auth_oauth_client_assertions: AuthOauthClientAssertions
  auth_oauth_client_resources: AuthOauthClientResources
  auth_oauth_clients: AuthOauthClients
  auth_oauth_consents: AuthOauthConsents
  auth_oauth_refresh_tokens: AuthOauthRefreshTokens
  auth_oauth_resources: AuthOauthResources
  auth_sessions: AuthSessions
  auth_two_factors: AuthTwoFactors
  auth_users: AuthUsers
  auth_verifications: AuthVerifications
  embedding_models: EmbeddingModels
  evaluations: Evaluations
  experiment_answers: ExperimentAnswers
  experiment_arms: ExperimentArms
  experiment_exposures: ExperimentExposures
  experiment_outcomes: ExperimentOutcomes
  experiments: Experiments
  index_blocks: IndexBlocks
  index_totals: IndexTotals
  interview_sessions: InterviewSessions
  interview_turns: InterviewTurns
  job_postings: JobPostings
  migrations: Migrations
  milestones: Milestones
  monitoring_samples: MonitoringSamples
  nodes: Nodes
  passage_vectors: PassageVectors
  passages: Passages
  performance_records: PerformanceRecords
  postings: Postings
  profiles: Profiles
  regression_cases: RegressionCases
  restores: Restores
  running_experiments: RunningExperiments
  share_link_days: ShareLinkDays
  share_links: ShareLinks
  sop_outcomes: SopOutcomes
  source_versions: SourceVersions
  sources: Sources
  sources_version: SourcesVersion
  synced_files: SyncedFiles
  ticket_alerts: TicketAlerts
  ticket_comments: TicketComments
  ticket_events: TicketEvents
  ticket_links: TicketLinks
  ticket_messages: TicketMessages
  ticket_runs: TicketRuns
  tickets: Tickets
  unanswered: Unanswered
}
