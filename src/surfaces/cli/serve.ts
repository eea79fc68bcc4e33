import { checkSecrets, type Config } from '#config'
import type { ServerRole } from '../../server-role.ts'
import type { CommandContext } from './cli.ts'

interface Started {
  readonly address: string
  readonly newOwnerToken: string | undefined
  readonly setUpAddress: string | undefined
}

export interface RunningServer extends AsyncDisposable {
  start(): Promise<Started>
}

/** Serves, everything or one part, until a signal comes; then lets open requests finish. */
export async function serve(context: CommandContext, config: Config, role: ServerRole): Promise<void> {
  for (const warning of checkSecrets(config)) context.warn(`Warning: ${warning}\n`)
  await using server = await context.openServer(config, role)
  const stopped = new Promise<'stopped'>((resolve) => {
    if (context.stopped.aborted) resolve('stopped')
    context.stopped.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
  const started = server.start()
  const first = await Promise.race([started, stopped])
  if (first === 'stopped') {
    started.catch(() => {}) // closing under it is what we are about to do
    return
  }
  context.write(welcome(first))
  await stopped
}

function welcome({ address, newOwnerToken, setUpAddress }: Started): string {
  const lines = [`Pollux is ready at ${address}`]
  if (newOwnerToken) {
    lines.push(
      '',
      'Your owner token, shown this once (it is also in secrets.json in the data folder):',
      `  ${newOwnerToken}`,
      'Send it as "Authorization: Bearer <token>". It has all rights; keep it to yourself.',
    )
  }
  if (setUpAddress) lines.push(`Make your account (this link works once, for 24 hours): ${setUpAddress}`)
  return `${lines.join('\n')}\n`
}
