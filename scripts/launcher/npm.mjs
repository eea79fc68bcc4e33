import { runChild } from './become.mjs'

/**
 * Runs npm (under the Node that is first on the environment's PATH). What it prints goes to standard error, because the
 * command that is started afterwards owns standard output. Throws with `hint` when npm fails.
 */
export async function npm(args, folder, environment, hint) {
  const windows = process.platform === 'win32'
  const { code, signal, received } = await runChild(windows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 2, 2],
  }).catch((error) => {
    throw new Error(`npm could not be started (${error.message}). ${hint}`)
  })
  if (received !== undefined) throw Object.assign(new Error(`stopped by ${received}`), { signal: received })
  if (code !== 0) throw new Error(`npm ${args[0]} failed (${signal ?? `exit code ${code}`}). ${hint}`)
}
