import { join, resolve } from 'node:path'
import { z } from 'zod'
import './plain-words.ts'
import { ConfigurationError } from '#errors'
import { exactOrigins, isDsn, knowledgeFolders, limitOf, list } from './config-values.ts'

const port = z.coerce.number().int().min(0).max(65535)
const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional()
/** Whether there is a feature at all. */
const feature = z
  .enum(['true', 'false'])
  .default('true')
  .transform((text) => text === 'true')
/** How long something is kept; 0 is for ever. */
const keptDays = z.coerce.number().int().min(0).max(36_500)
const optionalUrl = z.union([z.literal('').transform(() => undefined), z.url()]).optional()

const rateLimit = z
  .string()
  .trim()
  .regex(
    /^(off|(?=.*[1-9].*:)\d{1,5}(\.\d{1,3})?:\d{1,5})$/,
    'is neither off nor a rate and a burst: 10:20 is 10 a second and 20 more at once after a rest',
  )

/** Every variable Pollux reads. `.env.example` is generated from this table. */
export const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .default('development')
    .describe('`production` refuses to listen beyond loopback with weak or missing secrets.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on. Anything but loopback is reachable by others.'),
  PORT: port.default(3000).describe('Port to listen on; 0 takes a free one.'),
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder of the secrets and, without DATABASE_URL, of the database.'),
  DATABASE_URL: z
    .union([z.literal('').transform(() => undefined), z.url({ protocol: /^postgres(ql)?$/ })])
    .optional()
    .describe('PostgreSQL 15 or later. Left out, Pollux starts its own in DATA_DIR.'),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(100)
    .default(6)
    .describe('Connections each process keeps at most.'),
  REDIS_URL: z
    .union([z.literal('').transform(() => undefined), z.url({ protocol: /^rediss?$/ })])
    .optional()
    .describe(
      'Redis 6 or later, for the cache and the events of many processes. Left out: memory, and PostgreSQL for the events.',
    ),
  CACHE_TTL_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(2_592_000)
    .default(3600)
    .describe(
      'Longest time an answer is kept for the next who asks the same; a change of the sources ends it at once. 0 keeps none.',
    ),
  KNOWLEDGE_FOLDERS: z
    .string()
    .default('')
    .transform(knowledgeFolders)
    .describe(
      'Folders whose files are kept in step with the sources, comma-separated, each with its audience: /srv/notes=public,/srv/drafts=owner.',
    ),
  ENABLE_AB_TESTING: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .describe(
      'Experiments with ways of answering (docs/guides/experiments.md); `false` takes them away, and records nothing.',
    ),
  ENABLE_INTERVIEW_SIMULATION: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true')
    .describe('Interviews: simulated, practised and scored (docs/guides/interviews.md); `false` takes them away.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/ })])
    .optional()
    .describe(
      'Where traces go, by OTLP over HTTP: http://127.0.0.1:4318 for Jaeger (docs/guides/traces.md). Left out: there are none.',
    ),
  SENTRY_DSN: optionalText
    .refine((text) => text === undefined || isDsn(text), 'is not a DSN, such as https://key@sentry.example.com/1')
    .describe('Where unexpected errors are reported, at Sentry or what speaks its protocol (docs/guides/traces.md).'),
  PUBLIC_URL: optionalUrl.describe('Address people use, for links and Open Graph; by default taken from the request.'),
  NODE_URL: z
    .union([z.literal('').transform(() => undefined), z.url({ protocol: /^https?$/ })])
    .optional()
    .describe(
      'Address at which other processes with the same database reach this one; by default the one it listens on, or with HOST=0.0.0.0 the first of the machine or container.',
    ),
  TRUST_PROXY: z
    .string()
    .default('')
    .describe('Addresses of reverse proxies whose X-Forwarded-For is believed, comma-separated.'),
  RATE_LIMIT_API: rateLimit
    .default('10:20')
    .describe(
      'Requests a second, and how many more at once after a rest, of each caller; `off` on loopback only (docs/guides/operating.md).',
    ),
  RATE_LIMIT_CHAT: rateLimit.default('5:10').describe('The same, of what asks the twin.'),
  RATE_LIMIT_TOOLS: rateLimit.default('5:10').describe('The same, of calls of tools.'),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform(exactOrigins)
    .describe(
      'Sites whose pages may call /api/v1, /v1 and /mcp with a token, comma-separated exact origins: https://app.example.com. Empty: none.',
    ),
  WIDGET_ORIGINS: z
    .string()
    .default('')
    .transform(exactOrigins)
    .describe(
      'Sites that may carry the widget, comma-separated exact origins; it asks as the public (docs/guides/widget.md). Empty: it is off.',
    ),
  POLLUX_OWNER_TOKEN: optionalText.describe(
    'Owner token (all rights). Left out, one is made on the first start and printed once.',
  ),
  POLLUX_INTAKE_TOKEN: optionalText.describe(
    'Lets a mail gateway and Alertmanager hand in what becomes tickets, as a bearer token that can do nothing else.',
  ),
  POLLUX_SECRET: optionalText.describe('Key for signing. Left out, one is made on the first start.'),
  METRICS_TOKEN: optionalText.describe(
    'Lets /metrics be read from beyond loopback and private addresses, as a bearer token.',
  ),
  POLLUX_SAMPLE: z
    .enum(['auto', 'never'])
    .default('auto')
    .describe('`auto` loads the invented sample twin when the very first start finds no sources.'),
  ANSWERS_KEEP_DAYS: keptDays
    .default(90)
    .describe(
      'Days that questions and their answers are kept, and questions in the inbox since they were last asked; deleted at start and then daily. 0 keeps them for ever.',
    ),
  ENABLE_ANALYTICS: feature.describe(
    'Count what visitors do, without cookies and addresses (docs/guides/analytics.md); `false` counts nothing.',
  ),
  ANALYTICS_KEEP_DAYS: keptDays
    .default(365)
    .describe('Days that those counts are kept; single events go after 30, visitors after 2. 0 keeps the counts.'),
  RUNS_KEEP_DAYS: keptDays
    .default(365)
    .describe('Days that runs of agents are kept after their end, with steps and events; receipts stay. 0 keeps them.'),
  APPROVAL_POLICY: optionalText.describe(
    'File that says which actions of agents a person must approve; by default dangerous ones, and all that the owner did not start.',
  ),
  COMMANDER_POLICY: optionalText.describe(
    'File with the commands that the commander may run, in place of the shipped one (docs/reference/commander.md).',
  ),
  SOP_FOLDER: optionalText.describe('Folder of your own procedures; one with the id of a shipped one replaces it.'),
  MONITORING_FILE: optionalText.describe(
    'File with targets to look at, thresholds and disks (docs/reference/monitoring.md).',
  ),
  MONITORING_INTERVAL_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(60)
    .describe('How often a sample is taken, from which alerts and tickets are made; 0 takes none.'),
  CONTAINER_SOCKET: optionalText.describe('Unix socket of a container engine, to look at containers.'),
  NGINX_STATUS_URL: optionalUrl.describe('Address of stub_status of nginx, to look at it.'),
  PROMETHEUS_URL: optionalUrl.describe('Prometheus to look at.'),
  ALERTMANAGER_URL: optionalUrl.describe('Alertmanager to look at.'),
  REPLICA_URLS: z
    .string()
    .default('')
    .describe('Other processes of this product, comma-separated; each is asked for /ready.'),
  BACKUP_DIR: optionalText.describe('Folder of backups; by default `backups` in DATA_DIR.'),
  BACKUP_KEY: optionalText.describe('Passphrase that backups are encrypted with. Without it they hold no secrets.'),
  BACKUP_S3_URL: optionalUrl.describe(
    'Bucket for backups in place of the folder, e.g. https://s3.example.com/bucket/prefix.',
  ),
  BACKUP_S3_REGION: z.string().default('us-east-1').describe('Region of that bucket.'),
  BACKUP_S3_ACCESS_KEY: optionalText.describe('Access key; required with BACKUP_S3_URL.'),
  BACKUP_S3_SECRET_KEY: optionalText.describe('Secret key; required with BACKUP_S3_URL.'),
  UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(1000).default(20).describe('Largest file that is read.'),
  GROQ_API_KEY: optionalText.describe('Use Groq for generated answers.'),
  GROQ_MODEL: z.string().default('llama-3.3-70b-versatile').describe('Model asked at Groq.'),
  OLLAMA_HOST: optionalUrl.describe('Use Ollama for generated answers, e.g. http://127.0.0.1:11434.'),
  OLLAMA_MODEL: z.string().default('llama3.2').describe('Model asked at Ollama.'),
  OPENAI_BASE_URL: optionalUrl.describe('Any OpenAI-compatible server, e.g. https://api.openai.com/v1.'),
  OPENAI_API_KEY: optionalText.describe('Key for OPENAI_BASE_URL (or for OpenAI itself when the URL is left out).'),
  OPENAI_MODEL: z.string().default('gpt-4.1-mini').describe('Model asked there.'),
  EMBEDDING_BASE_URL: optionalUrl.describe(
    'OpenAI-compatible embeddings endpoint (Ollama: http://127.0.0.1:11434/v1); adds vectors to the search.',
  ),
  EMBEDDING_API_KEY: optionalText.describe('Key for EMBEDDING_BASE_URL.'),
  EMBEDDING_MODEL: optionalText.describe('Embedding model; required with EMBEDDING_BASE_URL.'),
})

export type Config = ReturnType<typeof readConfig>

/** Parses the environment once. Throws an Error that names every wrong variable and never shows a secret's value. */
export function readConfig(environment: Record<string, string | undefined>) {
  const parsed = environmentSchema.safeParse(environment)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigurationError(`Invalid configuration\n${lines.join('\n')}`)
  }
  const env = parsed.data
  if (env.EMBEDDING_BASE_URL && !env.EMBEDDING_MODEL)
    throw new ConfigurationError('Invalid configuration\n  EMBEDDING_MODEL: is required when EMBEDDING_BASE_URL is set')
  return Object.freeze({
    production: env.NODE_ENV === 'production',
    http: {
      host: env.HOST,
      port: env.PORT,
      publicUrl: env.PUBLIC_URL,
      nodeUrl: env.NODE_URL,
      trustProxy: list(env.TRUST_PROXY),
      corsOrigins: env.CORS_ORIGINS,
      widgetOrigins: env.WIDGET_ORIGINS,
      metricsToken: env.METRICS_TOKEN,
      uploadLimitBytes: env.UPLOAD_LIMIT_MB * 1024 * 1024,
      rateLimits: {
        api: limitOf(env.RATE_LIMIT_API),
        chat: limitOf(env.RATE_LIMIT_CHAT),
        tools: limitOf(env.RATE_LIMIT_TOOLS),
      },
    },
    storage: { dataDir: resolve(env.DATA_DIR), url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE },
    redisUrl: env.REDIS_URL,
    cacheTtlSeconds: env.CACHE_TTL_SECONDS,
    knowledgeFolders: env.KNOWLEDGE_FOLDERS,
    log: { level: env.LOG_LEVEL },
    tracesEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    sentryDsn: env.SENTRY_DSN,
    secrets: {
      ownerToken: env.POLLUX_OWNER_TOKEN,
      intakeToken: env.POLLUX_INTAKE_TOKEN,
      signingKey: env.POLLUX_SECRET,
    },
    interviews: env.ENABLE_INTERVIEW_SIMULATION,
    answersKeepDays: env.ANSWERS_KEEP_DAYS,
    abTesting: env.ENABLE_AB_TESTING,
    analytics: { enabled: env.ENABLE_ANALYTICS, keepDays: env.ANALYTICS_KEEP_DAYS },
    agents: {
      approvalPolicy: env.APPROVAL_POLICY,
      commanderPolicy: env.COMMANDER_POLICY,
      sopFolder: env.SOP_FOLDER,
      runsKeepDays: env.RUNS_KEEP_DAYS,
      monitoring: {
        file: env.MONITORING_FILE,
        intervalSeconds: env.MONITORING_INTERVAL_SECONDS,
        engineSocket: env.CONTAINER_SOCKET,
        nginxUrl: env.NGINX_STATUS_URL,
        prometheusUrl: env.PROMETHEUS_URL,
        alertmanagerUrl: env.ALERTMANAGER_URL,
        replicaUrls: list(env.REPLICA_URLS),
      },
      backup: {
        folder: resolve(env.BACKUP_DIR ?? join(env.DATA_DIR, 'backups')),
        passphrase: env.BACKUP_KEY,
        s3: s3Store(env),
      },
    },
    sample: env.POLLUX_SAMPLE === 'auto',
    models: { chat: chatModels(env), embedding: embeddingModel(env) },
  })
}

/** Left out, what they open is simply closed. */
const optionalSecrets = new Set(['METRICS_TOKEN', 'POLLUX_INTAKE_TOKEN'])

const loopback = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/

/**
 * Throws when others could reach a production server whose secrets can be guessed. A secret is strong with at least 32
 * characters, 10 of them different (`openssl rand -base64 32` gives 44). Returns warnings for everything less strict.
 */
export function checkSecrets(config: Config): string[] {
  const secrets = {
    POLLUX_OWNER_TOKEN: config.secrets.ownerToken,
    POLLUX_SECRET: config.secrets.signingKey,
    POLLUX_INTAKE_TOKEN: config.secrets.intakeToken,
    METRICS_TOKEN: config.http.metricsToken,
  }
  const exposed = !loopback.test(config.http.host)
  const problems = Object.entries(secrets).flatMap(([name, value]) => {
    if (value === undefined)
      return exposed && config.production && !optionalSecrets.has(name) ? [`${name} is missing`] : []
    return value.length < 32 || new Set(value).size < 10
      ? [`${name} is weak (use 32 or more random characters: openssl rand -base64 32)`]
      : []
  })
  if (config.secrets.intakeToken !== undefined && config.secrets.intakeToken === config.secrets.ownerToken)
    problems.push('POLLUX_INTAKE_TOKEN is the owner token, so that it can do everything; give it a value of its own')
  if (exposed && config.production && problems.length > 0) {
    throw new ConfigurationError(
      `Refusing to listen on ${config.http.host} in production:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
  }
  return problems
}

/** Throws when others could reach a server that limits nobody. */
export function requireRateLimits({ http }: Config): void {
  const off = Object.entries(http.rateLimits).flatMap(([name, limit]) =>
    limit ? [] : [`RATE_LIMIT_${name.toUpperCase()}`],
  )
  if (off.length > 0 && !loopback.test(http.host))
    throw new ConfigurationError(
      `Refusing to listen on ${http.host} without limits: ${off.join(', ')} may be off only where nobody but this machine can call (HOST=127.0.0.1). Leave it out, or give numbers: 10:20 is 10 a second and 20 more at once.`,
    )
}

function s3Store(env: z.infer<typeof environmentSchema>) {
  const { BACKUP_S3_URL: url, BACKUP_S3_ACCESS_KEY: accessKey, BACKUP_S3_SECRET_KEY: secretKey } = env
  if (url === undefined) return undefined
  if (accessKey === undefined || secretKey === undefined)
    throw new ConfigurationError(
      'Invalid configuration\n  BACKUP_S3_ACCESS_KEY and BACKUP_S3_SECRET_KEY: are required with BACKUP_S3_URL',
    )
  return { url, region: env.BACKUP_S3_REGION, accessKey, secretKey }
}

/** In order of preference; the extractive answerer is always the last link. */
function chatModels(env: z.infer<typeof environmentSchema>) {
  const chain: { provider: string; baseUrl: string; apiKey?: string; model: string }[] = []
  if (env.GROQ_API_KEY)
    chain.push({
      provider: 'groq',
      baseUrl: 'https://api.groq.com/openai/v1',
      apiKey: env.GROQ_API_KEY,
      model: env.GROQ_MODEL,
    })
  if (env.OPENAI_BASE_URL || env.OPENAI_API_KEY) {
    const baseUrl = env.OPENAI_BASE_URL ?? 'https://api.openai.com/v1'
    chain.push({
      provider: 'openai',
      baseUrl,
      ...(env.OPENAI_API_KEY && { apiKey: env.OPENAI_API_KEY }),
      model: env.OPENAI_MODEL,
    })
  }
  if (env.OLLAMA_HOST)
    chain.push({ provider: 'ollama', baseUrl: new URL('/v1', env.OLLAMA_HOST).href, model: env.OLLAMA_MODEL })
  return chain
}

function embeddingModel(env: z.infer<typeof environmentSchema>) {
  if (!env.EMBEDDING_BASE_URL || !env.EMBEDDING_MODEL) return undefined
  return {
    baseUrl: env.EMBEDDING_BASE_URL,
    model: env.EMBEDDING_MODEL,
    ...(env.EMBEDDING_API_KEY && { apiKey: env.EMBEDDING_API_KEY }),
  }
}
