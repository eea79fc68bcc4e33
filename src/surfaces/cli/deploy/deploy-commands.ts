import type { Command } from 'commander'
import type { CommandContext } from '../cli.ts'
import { initDeployment } from './init.ts'

/** `pollux deploy …`: for whoever runs the stack of deploy/compose. */
export function addDeployCommands(
  program: Command,
  context: CommandContext,
  parseAddress: (text: string) => string,
): void {
  const deploy = program.command('deploy').description('the stack of containers (DEPLOYMENT.md)')
  deploy
    .command('init')
    .description('write its settings, strong secrets and a certificate; what is there already stays')
    .option('--url <address>', 'where people will reach it', parseAddress, 'https://localhost')
    .option('--folder <path>', 'where its compose.yaml is (default: deploy/compose of this clone)')
    .action((options: { url: string; folder?: string }) => initDeployment({ ...options, write: context.write }))
}
