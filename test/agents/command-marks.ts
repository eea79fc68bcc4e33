import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const shipped = new URL('../../src/agents/commander/default-policy.yaml', import.meta.url)

export interface CommandMarks extends AsyncDisposable {
  /** Usable as COMMANDER_POLICY: the shipped commands and those below. */
  readonly policy: string
  /** How often a marking command was run: each run leaves one file more. */
  count(): Promise<number>
}

/**
 * Commands that leave a mark each time they run: `mark` changes something, `break_glass` is dangerous. `fails` ends with
 * 1, `lingers` takes half a minute; both change something.
 */
export async function commandMarks(): Promise<CommandMarks> {
  await using resources = new AsyncDisposableStack()
  // Not in TMPDIR, which belongs to this account only: as root, programs are run as nobody.
  const folder = await mkdtemp('/tmp/pollux-marks-')
  resources.defer(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o777)
  const policy = join(folder, 'policy.yaml')
  const command = (name: string, risk: string, program: string, prefix: string) =>
    `  ${name}:\n    description: For tests.\n    risk: ${risk}\n    program: [/usr/bin/${program}, /bin/${program}]\n    prefix: [${prefix}]\n`
  const commands = [
    command('mark', 'change', 'mktemp', `'${join(folder, 'mark-XXXXXXXX')}'`),
    command('break_glass', 'dangerous', 'mktemp', `'${join(folder, 'mark-XXXXXXXX')}'`),
    command('fails', 'change', 'false', ''),
    `${command('lingers', 'change', 'sleep', "'30'")}    limits: { timeMs: 60000 }\n`,
  ]
  await writeFile(policy, `${await readFile(shipped, 'utf8')}\n${commands.join('\n')}`)
  const owned = resources.move()
  return {
    policy,
    count: async () => (await readdir(folder)).filter((name) => name.startsWith('mark-')).length,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
