import { owner, type Role } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { publicAddress } from '../http/public-address.ts'
import type { CommandContext } from './cli.ts'

export type ViewerAudience = 'recruiter' | 'colleague'

/** Everybody who can sign in, and invitations that nobody has used yet. */
export async function listUsers(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  const { users } = app.people
  const everybody = await users.list(owner)
  const invitations = await users.invitations(owner)
  if (everybody.length === 0) context.write('Nobody has an account yet. Make the first: npm run pollux -- users link\n')
  for (const { id, name, email, role, audience, twoFactor, lastSeenAt } of everybody) {
    const seen = lastSeenAt ? `last seen ${lastSeenAt.toISOString()}` : 'not signed in'
    const steps = twoFactor ? 'two steps' : 'password only'
    context.write(`${id}  ${name} <${email}>\n  ${role}, sees ${audience}; ${steps}; ${seen}\n`)
  }
  for (const { id, email, role, audience, expiresAt } of invitations)
    context.write(
      `${id}  invited: ${email ?? 'anybody with the link'}\n  ${role}, sees ${audience}; until ${expiresAt.toISOString()}\n`,
    )
}

/** For whoever has the machine, so no token is asked for. */
export async function setUpLink(context: CommandContext, config: Config): Promise<void> {
  await using app = await context.openApp(config)
  const issued = await app.people.links.setUp()
  if (!issued)
    throw new AppError(
      'conflict',
      'There is an owner already. For a new password: npm run pollux -- users list, then npm run pollux -- users reset <id>.',
    )
  tell(context, config, issued)
}

export async function invite(
  context: CommandContext,
  config: Config,
  { email, role, audience }: { email: string | undefined; role: Role; audience: ViewerAudience },
): Promise<void> {
  if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new AppError('invalid_input', `"${email}" is not an email address.`)
  await using app = await context.openApp(config)
  tell(context, config, await app.people.users.invite(owner, { email, role, audience }))
}

export async function changeRole(
  context: CommandContext,
  config: Config,
  id: string,
  change: { role: Role; audience: ViewerAudience },
): Promise<void> {
  await using app = await context.openApp(config)
  const { email, role, audience } = await app.people.users.changeRole(owner, id, change)
  context.write(`${email} is ${role} now, and sees ${audience}.\n`)
}

export async function resetUser(
  context: CommandContext,
  config: Config,
  id: string,
  dropsTwoFactor: boolean,
): Promise<void> {
  await using app = await context.openApp(config)
  tell(context, config, await app.people.users.resetLink(owner, id, { dropsTwoFactor }))
}

export async function removeUser(context: CommandContext, config: Config, id: string): Promise<void> {
  await using app = await context.openApp(config)
  await app.people.users.remove(owner, id)
  context.write(`Removed: ${id}\n`)
}

function tell(
  context: CommandContext,
  { http }: Config,
  { link, token }: { link: { expiresAt: Date }; token: string },
): void {
  const base = publicAddress(http.publicUrl, `http://localhost:${http.port}`)
  context.write(`Works once, until ${link.expiresAt.toISOString()}:\n  ${base}/set-up#token=${token}\n`)
}
