import { randomBytes } from 'node:crypto'
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const secretsSchema = z.object({ ownerToken: z.string().min(1), signingKey: z.string().min(1) })
export type Secrets = z.infer<typeof secretsSchema>

export interface OpenedSecrets extends Secrets {
  /** True when this call made the owner token: the one time it is shown. */
  readonly created: boolean
}

/**
 * Secrets given by configuration win; what is missing comes from `secrets.json` in the data folder (mode 0600), which the
 * first start creates with 256 random bits each. Two processes that start together agree on one file.
 */
export async function openSecrets(
  dataDir: string,
  given: { ownerToken?: string | undefined; signingKey?: string | undefined },
): Promise<OpenedSecrets> {
  if (given.ownerToken && given.signingKey)
    return { ownerToken: given.ownerToken, signingKey: given.signingKey, created: false }
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'secrets.json')
  const created = await createSecrets(path)
  const stored = await readSecrets(path)
  return {
    ownerToken: given.ownerToken ?? stored.ownerToken,
    signingKey: given.signingKey ?? stored.signingKey,
    created: created && !given.ownerToken,
  }
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

async function readSecrets(path: string): Promise<Secrets> {
  await chmod(path, 0o600)
  const parsed = secretsSchema.safeParse(parsedOrUndefined(await readFile(path, 'utf8')))
  if (!parsed.success)
    throw new Error(
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
