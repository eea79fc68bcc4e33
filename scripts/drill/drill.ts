import { once } from 'node:events'
import { installRequirements, missingRequirements } from '../test/requirements.ts'
import { failingCanary } from './failing-canary.ts'
import { fullDisk } from './full-disk.ts'
import { stoppedDependency } from './stopped-dependency.ts'
import type { Story } from './story.ts'
import { openWorld } from './world.ts'

const stories = [stoppedDependency, fullDisk, failingCanary]

/** Lets the product heal itself three times, on real servers, and prints what was seen of it. */
async function main(): Promise<number> {
  installRequirements(missingRequirements({ redis: true, alertmanager: true }))
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => stopping.abort(new Error(`stopped by ${signal}`)))
  let closed = 0
  for (const [index, story] of stories.entries())
    if (!stopping.signal.aborted && (await tellStory(index + 1, story, stopping.signal))) closed++
  say(`${stories.length} stories, ${closed} closed`)
  return closed === stories.length ? 0 : 1
}

/** In a world of its own, so that a story that ends badly spoils no other. */
async function tellStory(number: number, { title, run }: Story, signal: AbortSignal): Promise<boolean> {
  say(`Story ${number}: ${title}`)
  try {
    await using world = await openWorld()
    const startedAt = performance.now()
    let step = 0
    const running = run(world, (name, evidence) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      say(`${String(++step).padStart(4)}. ${name.padEnd(14)} ${evidence} [${seconds} s]`)
    }).catch((error: Error) => {
      throw new Error(`${error.message}\nThe server printed:\n${world.logs().trim().slice(-4_000)}`, { cause: error })
    })
    await Promise.race([running, once(signal, 'abort').then(() => signal.throwIfAborted())])
    return true
  } catch (error) {
    say(`   ✖ ${(error as Error).message}`)
    return false
  } finally {
    say('')
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

try {
  process.exitCode = await main()
} catch (error) {
  process.stderr.write(`${(error as Error).stack}\n`)
  process.exitCode = 1
}
