import { AppError } from '#errors'
import { quote } from './argument-text.ts'
import type { RemoteHost } from './policy.ts'

/** Seconds until ssh gives up connecting. */
const connectSeconds = 10

/**
 * The arguments for the system's ssh that run `program` with `argv` on `host`. Nothing is read from configuration files
 * or agents, nothing is forwarded, nobody is asked, and an unknown host key ends it. ssh joins the command into one line
 * for a shell over there, so each part must be of plain signs, and is quoted besides. `timeout` ends the program over
 * there even when the connection is lost.
 * @throws AppError `forbidden` when a part, which then comes from the policy, has other signs.
 */
export function remoteArguments(host: RemoteHost, program: string, argv: readonly string[], timeMs: number): string[] {
  const seconds = Math.ceil(timeMs / 1000)
  const words = ['/usr/bin/timeout', '-s', 'KILL', `${seconds}`, program, ...argv]
  const options = {
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    UserKnownHostsFile: host.knownHostsFile,
    GlobalKnownHostsFile: '/dev/null',
    UpdateHostKeys: 'no',
    IdentityFile: host.identityFile,
    IdentitiesOnly: 'yes',
    IdentityAgent: 'none',
    PreferredAuthentications: 'publickey',
    ProxyCommand: 'none',
    ProxyJump: 'none',
    ClearAllForwardings: 'yes',
    ForwardAgent: 'no',
    ForwardX11: 'no',
    PermitLocalCommand: 'no',
    ControlMaster: 'no',
    ControlPath: 'none',
    RequestTTY: 'no',
    EscapeChar: 'none',
    ConnectTimeout: connectSeconds,
  }
  return [
    '-F',
    'none',
    ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]),
    '-p',
    `${host.port}`,
    '-l',
    host.user,
    '--',
    host.address,
    words.map(quoteForShell).join(' '),
  ]
}

function quoteForShell(word: string): string {
  if (!/^[A-Za-z0-9._:/@%+,=-]+$/.test(word)) {
    throw new AppError(
      'forbidden',
      `${quote(word)} may not go to another host: it holds signs that a shell could read.`,
    )
  }
  return `'${word}'`
}
