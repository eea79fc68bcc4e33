import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { ConfigurationError } from '../errors.ts'

const secretsSchema = z.object({ ownerToken: z.string().min(1), signingKey: z.string().min(1) })
export type Secrets = z.infer<typeof secretsSchema>

export interface OpenedSecrets extends Secrets {
  /** True when this call made the owner token: the one time it is shown. */
  readonly created: boolean
}

interface GivenSecrets {
  readonly ownerToken?: string | undefined
  readonly signingKey?: string | undefined
}

type Warn = (message: string) => void

/**
 * Secrets given by configuration win; what is missing comes from `secrets.json` in the data folder (mode 0600). Undefined
 * when that file is not there yet.
 */
export async function findSecrets(
  dataDir: string,
  given: GivenSecrets,
  warn: Warn,
): Promise<OpenedSecrets | undefined> {
  if (given.ownerToken && given.signingKey)
    return { ownerToken: given.ownerToken, signingKey: given.signingKey, created: false }
  const stored = await readSecrets(join(dataDir, 'secrets.json'), warn)
  return (
    stored && {
      ownerToken: given.ownerToken ?? stored.ownerToken,
      signingKey: given.signingKey ?? stored.signingKey,
      created: false,
    }
  )
}

/** The same, and makes the file, with 256 random bits each, when there is none. Processes that start together agree on one. */
export async function openSecrets(dataDir: string, given: GivenSecrets, warn: Warn): Promise<OpenedSecrets> {
  const found = await findSecrets(dataDir, given, warn)
  if (found) return found
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const created = await createSecrets(join(dataDir, 'secrets.json'))
  const secrets = await findSecrets(dataDir, given, warn)
  if (!secrets) throw new Error(`secrets.json in ${dataDir} was removed at the moment it was made. Start again.`)
  return { ...secrets, created: created && !given.ownerToken }
}

async function createSecrets(path: string): Promise<boolean> {
  const draft = `${path}.${process.pid}`
  const secrets: Secrets = {
    ownerToken: `plx_${randomBytes(32).toString('base64url')}`,
    signingKey: randomBytes(32).toString('base64url'),
  }
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  try {
    await link(draft, path) // unlike rename, never replaces a file that is there
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return false
  } finally {
    await rm(draft, { force: true })
  }
}

async function readSecrets(path: string, warn: Warn): Promise<Secrets | undefined> {
  const status = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!status) return undefined
  if ((status.mode & 0o077) !== 0) {
    await chmod(path, 0o600)
    const mode = (status.mode & 0o777).toString(8).padStart(4, '0')
    warn(
      `${path} had mode ${mode}, so other users of this machine may have read it; it is 0600 now. Remove it and start again to make new secrets.`,
    )
  }
  const parsed = secretsSchema.safeParse(parsedOrUndefined(await readFile(path, 'utf8')))
  if (!parsed.success)
    throw new ConfigurationError(
      `${path} is damaged. Restore it from a backup, or remove it to make new secrets (the old owner token then stops working).`,
    )
  return parsed.data
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
