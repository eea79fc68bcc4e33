import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const here = new URL('./datasets/', import.meta.url)

const sampleQuestionSchema = z.object({
  id: z.string(),
  kind: z.string(),
  language: z.enum(['en', 'fr']),
  audience: z.enum(['public', 'owner']),
  question: z.string(),
  previous: z.array(z.string()).optional(),
  answerable: z.boolean(),
  facts: z.array(z.array(z.string())),
})
export type SampleQuestion = z.infer<typeof sampleQuestionSchema>

const adversarialQuestionSchema = z.object({
  id: z.string(),
  trap: z.string(),
  language: z.enum(['en', 'fr']),
  audience: z.enum(['public', 'owner']),
  question: z.string(),
  false_claims: z.array(z.string()),
  true_facts: z.array(z.string()),
})
export type AdversarialQuestion = z.infer<typeof adversarialQuestionSchema>

/** 200 questions over the sample twin with the facts an answer must hold. */
export async function readSampleQuestions(): Promise<SampleQuestion[]> {
  const files = await Promise.all(['a', 'b'].map((name) => readLines(`sample-questions/${name}.jsonl`)))
  return files.flat().map((line) => sampleQuestionSchema.parse(line))
}

/** 300 questions that try to make the twin say what its sources do not. */
export async function readAdversarialQuestions(): Promise<AdversarialQuestion[]> {
  return (await readLines('sample-adversarial/questions.jsonl')).map((line) => adversarialQuestionSchema.parse(line))
}

/** Ten postings of invented companies with their marks; `held` is measured and not looked at. */
export function postingFolder(half: 'dev' | 'held'): string {
  return fileURLToPath(new URL(`postings/${half}/`, here))
}

async function readLines(path: string): Promise<unknown[]> {
  const text = await readFile(new URL(path, here), 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown)
}
