import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '#errors'
import { selfSignedCertificate } from './self-signed-certificate.ts'

export interface InitOptions {
  /** Where people will reach it. */
  readonly url: string
  /** Where compose.yaml is; by default the one of this clone. */
  readonly folder?: string | undefined
  readonly write: (text: string) => void
}

const project = fileURLToPath(new URL('../../../../', import.meta.url))

/**
 * Writes what the stack needs and a clone does not hold: settings in .env, one file for each secret, and a certificate that
 * the machine signed itself. What is there already stays, so that a second call mends and never changes a password.
 */
export async function initDeployment({
  url,
  folder = join(project, 'deploy', 'compose'),
  write,
}: InitOptions): Promise<void> {
  await stat(join(folder, 'compose.yaml')).catch(() => {
    throw new AppError(
      'not_found',
      `There is no compose.yaml in ${folder}. Run this in a clone of Pollux, or name its deploy/compose folder: --folder.`,
    )
  })
  const address = new URL(url)
  const secrets = join(folder, 'secrets')
  const certificates = join(secrets, 'certificates')
  await mkdir(certificates, { recursive: true })
  // Containers run as users of their own and must read the files, so nobody else may come as far as to them.
  await chmod(secrets, 0o700)

  const made: string[] = []
  const kept: string[] = []
  const put = async (path: string, content: string, mode: number) => {
    const isNew = await writeNew(path, content, mode)
    ;(isNew ? made : kept).push(path)
    return isNew ? content : (await readFile(path, 'utf8')).trimEnd()
  }
  const secret = (name: string, content: string) => put(join(secrets, name), content, 0o444)

  const example = await readFile(join(project, '.env.production.example'), 'utf8')
  await put(join(folder, '.env'), example.replace(/^PUBLIC_URL=.*$/m, `PUBLIC_URL=${address.origin}`), 0o600)
  for (const name of [
    'postgres_password',
    'signing_key',
    'metrics_token',
    'intake_token',
    'backup_key',
    'monitor_password',
    'grafana_password',
    'pgadmin_password',
  ])
    await secret(name, strongSecret())
  await secret('owner_token', `plx_${strongSecret()}`)
  const database = await secret('database_password', strongSecret())
  const redis = await secret('redis_password', strongSecret())
  await secret('database_url', `postgresql://pollux:${database}@postgres:5432/pollux`)
  await secret('redis_url', `redis://:${redis}@redis:6379`)
  // As redis_exporter reads it.
  await secret('redis_password_map', JSON.stringify({ 'redis://redis:6379': redis }))
  const key = join(certificates, 'privkey.pem')
  if (!(await isThere(key))) {
    const pair = await selfSignedCertificate(address.hostname)
    await put(join(certificates, 'fullchain.pem'), pair.certificate, 0o444)
    await put(key, pair.privateKey, 0o444)
  }

  write(summary({ made, kept, address, secrets }))
}

/** 256 random bits that need no quoting anywhere, in an address neither. */
function strongSecret(): string {
  return randomBytes(32).toString('base64url')
}

async function writeNew(path: string, content: string, mode: number): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode })
    await chmod(path, mode) // whatever the umask is
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function summary({
  made,
  kept,
  address,
  secrets,
}: {
  made: string[]
  kept: string[]
  address: URL
  secrets: string
}): string {
  const lines = [
    made.length > 0
      ? `Made ${made.length} files${kept.length > 0 ? `, and left ${kept.length} as they were` : ''}.`
      : 'Everything was there already.',
    `Secrets are in ${secrets}, which only you can enter; the owner token is in owner_token there.`,
    "The certificate is signed by this machine, so browsers warn: docs/guides/tls.md says how to get one from Let's Encrypt.",
    '',
    'Next, from the root of the project:',
    '  docker compose up -d --wait',
    `Then open ${address.origin} and make your account by the link that the app prints:`,
    '  docker compose logs app',
  ]
  return `${lines.join('\n')}\n`
}
