import { owner, type ApiKey, type Audience, type Scope } from '#auth'
import type { Config } from '#config'
import type { CommandContext } from './cli.ts'

export interface NewKeyOptions {
  readonly audience: Audience
  readonly scopes: readonly Scope[]
  readonly expiresInDays?: number
}

/** Every key, the newest first. */
export async function listKeys(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  const keys = await app.apiKeys.list(owner)
  if (keys.length === 0) context.write('There are no keys.\n')
  for (const key of keys) context.write(describe(key))
}

export async function createKey(
  context: CommandContext,
  config: Config,
  name: string,
  { audience, scopes, expiresInDays }: NewKeyOptions,
): Promise<void> {
  await using app = await context.openApp(config)
  const { key, secret } = await app.apiKeys.create(owner, { name, audience, scopes, expiresInDays })
  context.write(describe(key))
  tell(context, secret)
}

export async function rotateKey(
  context: CommandContext,
  config: Config,
  id: string,
  overlapHours: number,
): Promise<void> {
  await using app = await context.openApp(config)
  const { secret } = await app.apiKeys.rotate(owner, id, overlapHours)
  context.write(`The secret before works for ${overlapHours} hours more.\n`)
  tell(context, secret)
}

export async function revokeKey(context: CommandContext, config: Config, id: string): Promise<void> {
  await using app = await context.openApp(config)
  await app.apiKeys.revoke(owner, id)
  context.write(`Revoked: ${id}\n`)
}

function tell(context: CommandContext, secret: string): void {
  context.write(`Shown this once, only its hash is kept:\n  ${secret}\nSend it as "Authorization: Bearer <key>".\n`)
}

function describe({ id, name, audience, scopes, expiresAt, revokedAt, lastUsedAt }: ApiKey): string {
  const state = revokedAt
    ? `revoked ${revokedAt.toISOString()}`
    : expiresAt
      ? `${expiresAt <= new Date() ? 'expired' : 'until'} ${expiresAt.toISOString()}`
      : 'does not expire'
  const used = lastUsedAt ? `last used ${lastUsedAt.toISOString()}` : 'never used'
  return `${id}  ${name}\n  sees ${audience}, may ${scopes.join(', ')}; ${state}; ${used}\n`
}
