import { Worker } from 'node:worker_threads'
import type { ExtractInput, ExtractLimits, ReadOutcome } from './outcome.ts'
import { readFile } from './read-file.ts'

/** The program that `extract.ts` starts: one file in, one answer out, in order. */
export interface ReadRequest {
  readonly input: ExtractInput
  readonly limits: ExtractLimits
}

export type ReadReply = { readonly outcome: ReadOutcome } | { readonly error: string }

/**
 * Runs beside the reading, which may hold its own thread for as long as a hostile file likes: ends the process when it
 * grows beyond its limit or when the server is gone. Buffers of inflated streams are outside V8's heap limit.
 */
const watchdog = `
  const { workerData } = require('node:worker_threads')
  const parent = process.ppid
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData.maxBytes || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
  }, 50)
`

if (process.send) {
  const send = process.send.bind(process)
  const maxBytes = Number(process.argv[2]) * 1024 * 1024
  new Worker(watchdog, { eval: true, workerData: { maxBytes }, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref()
  const answer = async ({ input, limits }: ReadRequest): Promise<void> => {
    let reply: ReadReply
    try {
      reply = { outcome: await readFile(input, limits) }
    } catch (error) {
      reply = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    // The server may be gone by now; then nothing keeps this process.
    if (process.connected) send(reply)
  }
  process.on('message', (request: ReadRequest) => void answer(request))
}
