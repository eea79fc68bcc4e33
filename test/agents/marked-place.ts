import { place, type Place } from './agent-server.ts'
import { commandMarks, type CommandMarks } from './command-marks.ts'

export interface MarkedPlace extends Place {
  readonly marks: CommandMarks
}

/** A place whose servers may run the commands that leave marks. */
export async function markedPlace(): Promise<MarkedPlace> {
  await using resources = new AsyncDisposableStack()
  const marks = resources.use(await commandMarks())
  const at = resources.use(await place({ COMMANDER_POLICY: marks.policy }))
  const owned = resources.move()
  return { ...at, marks, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
