import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { productEntry } from './product-entry.ts'
import { serverEnvironment } from './server-environment.ts'

export interface CommandResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs one command of the command line (`runPollux(['ask', 'Who are you?'], { DATA_DIR: … })`) to its end. */
export async function runPollux(args: string[], env: Record<string, string | undefined>): Promise<CommandResult> {
  const child = spawn(process.execPath, [productEntry, ...args], {
    env: { ...serverEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: code as number | null, stdout, stderr }
}
