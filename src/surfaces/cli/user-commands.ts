import { Option, type Command } from 'commander'
import { roles, type Role } from '#auth'
import type { Config } from '#config'
import type { CommandContext } from './cli.ts'
import { changeRole, invite, listUsers, removeUser, resetUser, setUpLink, type ViewerAudience } from './users.ts'

/** `pollux users …`: for whoever owns the machine. */
export function addUserCommands(program: Command, context: CommandContext, config: () => Config): void {
  const users = program.command('users').description('people who sign in')
  const audience = () =>
    new Option('--audience <who>', 'what a viewer sees').choices(['recruiter', 'colleague']).default('colleague')
  users
    .command('list', { isDefault: true })
    .description('everybody who can sign in, and open invitations')
    .action(() => listUsers(context, config()))
  users
    .command('link')
    .description('print a new link that makes the first account, in place of the one before')
    .action(() => setUpLink(context, config()))
  users
    .command('invite')
    .description('make a link by which somebody makes their account')
    .argument('[email]', 'for this address only')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).default('viewer'))
    .addOption(audience())
    .action((email: string | undefined, options: { role: Role; audience: ViewerAudience }) =>
      invite(context, config(), { email, ...options }),
    )
  users
    .command('role')
    .description('change what somebody may do')
    .argument('<id>')
    .addArgument(users.createArgument('<role>').choices(roles))
    .addOption(audience())
    .action((id: string, role: Role, options: { audience: ViewerAudience }) =>
      changeRole(context, config(), id, { role, ...options }),
    )
  users
    .command('reset')
    .description('make a link for a new password')
    .argument('<id>')
    .option('--without-two-factor', 'turn the second step off as well: the app and the backup codes are lost')
    .action((id: string, options: { withoutTwoFactor?: boolean }) =>
      resetUser(context, config(), id, options.withoutTwoFactor ?? false),
    )
  users
    .command('remove')
    .description('remove somebody, and sign them out at once')
    .argument('<id>')
    .action((id: string) => removeUser(context, config(), id))
}
