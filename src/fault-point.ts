let armed: string | undefined

/** Lets a test stop this process at one named point, as a power cut would. Does nothing else. */
export function armFaultPoint(name: string | undefined): void {
  armed = name
}

/** Does nothing unless a test armed this very point. */
export function faultPoint(name: string): void {
  if (armed === name) process.kill(process.pid, 'SIGKILL')
}
