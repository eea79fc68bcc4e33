import { defaultLimits, type ExtractInput, type ExtractLimits, type ReadOutcome } from './outcome.ts'
import { readFile } from './read-file.ts'

export interface Extractor extends AsyncDisposable {
  extract(input: ExtractInput): Promise<ReadOutcome>
}

export function createExtractor(limits: ExtractLimits = defaultLimits): Extractor {
  return {
    extract: (input) => readFile(input, limits),
    [Symbol.asyncDispose]: async () => {},
  }
}
