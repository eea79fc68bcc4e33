import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGCONT']

/** Runs the program in place of this process; where that is not possible (Node before 22.15, Windows), as a child. */
export async function become(program, args, environment) {
  if (process.execve && process.platform !== 'win32') {
    process.execve(program, [program, ...args], environment)
  }
  const { code, signal } = await runChild(program, args, { env: environment, stdio: 'inherit' })
  end(code, signal)
}

/** Ends this process the way a child ended. */
function end(code, signal) {
  if (signal === null) process.exit(code)
  process.kill(process.pid, signal)
  // Only a signal that this process ignores comes back here; a shell would say 128 + its number.
  setTimeout(() => process.exit(128 + constants.signals[signal]), 1000)
}

/**
 * Runs a program to its end and hands it every signal that we are sent meanwhile. `{ code, signal, received }`:
 * `received` is the first of those signals.
 */
export function runChild(program, args, options) {
  const windows = process.platform === 'win32'
  return new Promise((resolve, reject) => {
    let received
    // Before the child starts: a signal in between would end us by default, and leave the lock behind.
    const listeners = passedOn
      .filter((name) => name in constants.signals && !(windows && name === 'SIGHUP'))
      .map((name) => [name, () => ((received ??= name), child.kill(name))])
    for (const [name, listener] of listeners) process.on(name, listener)
    const child = spawn(program, args, { ...options, shell: windows && program.endsWith('.cmd') })
    const finish = () => {
      for (const [name, listener] of listeners) process.off(name, listener)
    }
    child.once('error', (error) => {
      finish()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      finish()
      resolve({ code, signal, received })
    })
  })
}
