import { parentPort } from 'node:worker_threads'
import type { ExtractInput, ExtractLimits, ReadOutcome } from './outcome.ts'
import { readFile } from './read-file.ts'

/** The reading thread: one file in, one answer out, in order. What it loads for PDF and DOCX stays for the next file. */
export interface ReadRequest {
  readonly input: ExtractInput
  readonly limits: ExtractLimits
}

export type ReadReply = { readonly outcome: ReadOutcome } | { readonly error: { message: string; stack: string | undefined } }

if (parentPort) {
  const port = parentPort
  port.on('message', async ({ input, limits }: ReadRequest) => {
    port.postMessage(await reply(input, limits))
  })
}

async function reply(input: ExtractInput, limits: ExtractLimits): Promise<ReadReply> {
  try {
    return { outcome: await readFile(input, limits) }
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    return { error: { message, stack } }
  }
}
