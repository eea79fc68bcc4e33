import { OpenAiError } from './openai-error.ts'

const isEmpty = (value: unknown) => Array.isArray(value) && value.length === 0
const isType = (value: unknown, type: string) => (value as { type?: unknown }).type === type

/**
 * Parameters that change what an answer is, and cannot be honoured: a client that got something else without a word would
 * go wrong later. Each with the values that ask for nothing more than is given.
 */
const honoured: Readonly<Record<string, (value: unknown) => boolean>> = {
  n: (value) => value === 1,
  tools: isEmpty,
  tool_choice: (value) => value === 'none',
  functions: isEmpty,
  function_call: (value) => value === 'none',
  response_format: (value) => isType(value, 'text'),
  logprobs: (value) => value === false,
  top_logprobs: (value) => value === 0,
  modalities: (value) => Array.isArray(value) && value.every((modality) => modality === 'text'),
  audio: () => false,
  web_search_options: () => false,
}

/** Throws `unsupported_parameter` naming the first that cannot be honoured; null is as good as left out. */
export function refuseUnsupported(body: Readonly<Record<string, unknown>>): void {
  const name = Object.keys(honoured).find((key) => {
    const value = body[key]
    return value !== undefined && value !== null && !honoured[key]!(value)
  })
  if (name === undefined) return
  const message = `Pollux cannot honour "${name}" with this value. Leave it out: answers are one text with annotations.`
  throw new OpenAiError('invalid_input', 'unsupported_parameter', name, message)
}
