import { OpenAiError } from './openai-error.ts'

/** Throws `model_not_found`, which names the model to ask in place of the one that was asked. */
export function requireModel(asked: string, known: string): void {
  if (asked === known) return
  throw new OpenAiError('not_found', 'model_not_found', 'model', `There is no model "${asked}" here. Use "${known}".`)
}
