import { spawnSync, type SpawnSyncOptions } from 'node:child_process'

/** Runs a program to its end and gives what it printed. Throws what it said when it failed. */
export function run(program: string, args: readonly string[], options: SpawnSyncOptions = {}): string {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stderr}\n${stdout}`)
  return String(stdout)
}

/** Throws what a person must do when there is no engine that the tests can use. */
export function requireEngine(): void {
  const { status, stderr, error } = spawnSync('docker', ['compose', 'version'], { encoding: 'utf8' })
  const engine = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], { encoding: 'utf8' })
  if (error || status !== 0 || engine.status !== 0)
    throw new Error(
      `The tests of the stack need a Docker engine with Compose: start one, or set DOCKER_HOST.\n${error?.message ?? (stderr || engine.stderr)}`,
    )
}
