import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { AppError } from '../../errors.ts'
import {
  questionQuerySchema,
  questionSchema,
  type BankLanguage,
  type Question,
  type QuestionPage,
  type QuestionQuery,
} from './question.ts'

export interface QuestionBank {
  /** In the order of their ids. Throws `invalid_input` for a page that does not follow any question. */
  list(query: QuestionQuery): Promise<QuestionPage>
  /** Throws `not_found`. */
  find(id: string): Promise<Question>
  /** For what was stored while the bank had it. */
  findIfThere(id: string): Promise<Question | undefined>
  all(language: BankLanguage): Promise<readonly Question[]>
}

const files = ['technical', 'behavioural', 'industry', 'cultural', 'salary', 'es'] as const

/** Our own questions; the files are read when the first is asked for. */
export function createQuestionBank(): QuestionBank {
  let reading: Promise<readonly Question[]> | undefined
  const read = () => (reading ??= readBank())
  const findIfThere = async (id: string) => (await read()).find((question) => question.id === id)
  return {
    async list(query) {
      const { after, limit, kind, level, stage, topic, language } = questionQuerySchema.parse(query)
      const fitting = (await read()).filter(
        (question) =>
          question.language === language &&
          (kind === undefined || question.kind === kind) &&
          (level === undefined || question.levels.includes(level)) &&
          (stage === undefined || question.stages.includes(stage)) &&
          (topic === undefined || question.topics.includes(topic)),
      )
      const start = after === undefined ? 0 : fitting.findIndex(({ id }) => id === after) + 1
      if (after !== undefined && start === 0)
        throw new AppError('invalid_input', `No page of these questions ends with ${after}. Begin with the first page.`)
      const questions = fitting.slice(start, start + limit)
      const isLast = start + limit >= fitting.length
      return { questions, total: fitting.length, next: isLast ? null : questions.at(-1)!.id }
    },
    async find(id) {
      const question = await findIfThere(id)
      if (!question) throw new AppError('not_found', `There is no interview question ${id}.`)
      return question
    },
    findIfThere,
    all: async (language) => (await read()).filter((question) => question.language === language),
  }
}

async function readBank(): Promise<readonly Question[]> {
  const parts = await Promise.all(files.map(readPart))
  const questions = parts.flat()
  const ids = new Set(questions.map(({ id }) => id))
  if (ids.size < questions.length) throw new Error('Two questions of the bank have the same id')
  return questions
}

async function readPart(name: string): Promise<Question[]> {
  const text = await readFile(new URL(`./${name}.json`, import.meta.url), 'utf8')
  const parsed = z.array(questionSchema).safeParse(JSON.parse(text))
  if (!parsed.success) throw new Error(`The question bank ${name}.json is damaged: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
