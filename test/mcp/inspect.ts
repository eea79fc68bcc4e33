import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { serverEnvironment } from '#test/server-environment.ts'

const inspector = fileURLToPath(new URL('../../node_modules/.bin/inspector', import.meta.url))

/** One call of the official inspector's command line, at 2026-07-28; throws with what it printed unless it ends well. */
export async function inspect(args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [inspector, '--cli', ...args, '--protocol-era', 'modern'], {
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (code !== 0) throw new Error(`inspector ${args.join(' ')}: ${stdout}\n${stderr}`)
  return JSON.parse(stdout)
}
