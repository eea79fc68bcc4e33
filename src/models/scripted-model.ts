import type { LanguageModel, ModelPrompt } from './language-model.ts'

/** What a scripted model says to one question: its pieces, or what it throws (after the pieces given so far). */
export type Script = (
  prompt: ModelPrompt,
  signal: AbortSignal,
) => Iterable<string | Error> | AsyncIterable<string | Error>

export interface ScriptedModel extends LanguageModel {
  /** Every prompt it was asked, in order. */
  readonly calls: readonly ModelPrompt[]
}

/** A language model that plays the given scripts, one per call, and throws on a call nobody planned. */
export function scriptedModel(scripts: readonly Script[], id = 'scripted'): ScriptedModel {
  const calls: ModelPrompt[] = []
  return {
    id,
    calls,
    async *stream(prompt, signal) {
      const script = scripts[calls.length]
      calls.push(prompt)
      if (!script) throw new Error(`Call ${calls.length} of the scripted model was not planned: "${prompt.question}"`)
      for await (const piece of script(prompt, signal)) {
        signal.throwIfAborted()
        if (piece instanceof Error) throw piece
        yield piece
      }
    },
  }
}

/** A script that says `text` in pieces of `size` UTF-16 code units, so that sentences arrive cut anywhere. */
export function saying(text: string, size = 7): Script {
  return function* () {
    for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
  }
}
