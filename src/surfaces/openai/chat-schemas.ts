import { z } from 'zod'
import { answerSchema, citationSchema } from '#twin'

const contentSchema = z.union([z.string(), z.array(z.looseObject({ type: z.literal('text'), text: z.string() }))], {
  error: 'must be text, or parts like {"type":"text","text":"…"}: images, sound and files are not read',
})

const messageSchema = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant'], {
    error: 'must be system, developer, user or assistant: no tools are called, so none can have answered',
  }),
  content: contentSchema.nullish(),
})
export type ChatMessage = z.infer<typeof messageSchema>

/** What is read of a request; everything else in it is looked at by `refuseUnsupported`, or ignored. */
export const chatRequestSchema = z.looseObject({
  model: z.string({ error: 'is required: name the model "pollux"' }),
  messages: z
    .array(messageSchema, { error: 'is required: send a list of messages' })
    .min(1, 'is empty: the last user message is the question')
    .describe('The last user message is the question (1 to 2,000 characters); those before it are the history.'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
})

const annotationSchema = z
  .object({
    type: z.literal('url_citation'),
    url_citation: z.object({
      url: z.url().describe('The source in the version that was quoted.'),
      title: z.string(),
      start_index: z.int().describe('UTF-16 index into `content`, where the sentence starts.'),
      end_index: z.int(),
    }),
    pollux: citationSchema,
  })
  .meta({ id: 'UrlCitation' })

/** What an answer is beside its text, in our own words. */
const aboutAnswerSchema = answerSchema
  .pick({ refused: true, reason: true, mode: true, language: true, sentences: true, suggestions: true })
  .extend({ answerId: z.string() })
  .meta({ id: 'AboutAnswer' })

const usageSchema = z
  .object({
    prompt_tokens: z.int(),
    completion_tokens: z.int(),
    total_tokens: z.int(),
  })
  .meta({ id: 'EstimatedUsage', description: 'Estimated: a token for every four bytes of UTF-8.' })

export const chatCompletionSchema = z
  .object({
    id: z.string(),
    object: z.literal('chat.completion'),
    created: z.int(),
    model: z.string(),
    system_fingerprint: z.string(),
    choices: z.array(
      z.object({
        index: z.literal(0),
        message: z.object({
          role: z.literal('assistant'),
          content: z.string(),
          refusal: z.null(),
          annotations: z.array(annotationSchema),
          pollux: aboutAnswerSchema,
        }),
        logprobs: z.null(),
        finish_reason: z.literal('stop'),
      }),
    ),
    usage: usageSchema,
  })
  .meta({ id: 'ChatCompletion' })
