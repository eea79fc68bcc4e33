import { owner, type Audience, type IssuedShareLink } from '#auth'
import type { Config } from '#config'
import { publicAddress } from '../http/public-address.ts'
import type { CommandContext } from './cli.ts'

export interface NewShareOptions {
  readonly audience: Exclude<Audience, 'owner'>
  readonly expiresInDays?: number
  readonly questions?: number
}

/** Every share link, the newest first, with what it was used for. */
export async function listShares(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  const links = await app.shareLinks.list(owner)
  if (links.length === 0) context.write('Nothing is shared by link.\n')
  for (const link of links) context.write(describe(link, config))
}

export async function createShare(
  context: CommandContext,
  config: Config,
  name: string,
  { audience, expiresInDays, questions }: NewShareOptions,
): Promise<void> {
  await using app = await context.openApp(config)
  const made = await app.shareLinks.create(owner, { name, audience, expiresInDays, questionLimit: questions })
  context.write(describe(made, config))
}

export async function revokeShare(context: CommandContext, config: Config, id: string): Promise<void> {
  await using app = await context.openApp(config)
  await app.shareLinks.revoke(owner, id)
  context.write(`Revoked: ${id}\n`)
}

function describe({ link, token }: IssuedShareLink, { http }: Config): string {
  const { id, name, audience, expiresAt, revokedAt, questions, questionLimit } = link
  const asked = questionLimit === undefined ? `${questions} questions` : `${questions} of ${questionLimit} questions`
  const ended = revokedAt
    ? `revoked ${revokedAt.toISOString()}`
    : expiresAt
      ? `${expiresAt <= new Date() ? 'expired' : 'until'} ${expiresAt.toISOString()}`
      : 'does not expire'
  const base = publicAddress(http.publicUrl, `http://localhost:${http.port}`)
  const address = revokedAt ? '' : `  ${base}/#share=${token}\n`
  return `${id}  ${name}\n  sees ${audience}; ${ended}; ${asked}\n${address}`
}
