import { findEntryAt, merklePath, readBody, rootFromPath, type PathStep } from '#audit'
import type { Database } from '#storage'
import { AppError } from '../../errors.ts'
import { answerDigest, statementOf, type AnswerStatement } from './answer-digest.ts'
import { findLeaf, listLeaves } from './answer-leaf-store.ts'
import { answersEntrySchema, leafData } from './chain-answers.ts'

/** That an answer is what was shown, and stands in the chain. Whether the chain holds is another question. */
export interface AnswerProof {
  readonly id: string
  /** Undefined when the answer has been deleted since: then only its leaf is proved. */
  readonly statement: AnswerStatement | undefined
  /** Of the statement: SHA-256 over its canonical JSON, in hex. */
  readonly digest: string
  /** What is hashed as the leaf (RFC 6962). */
  readonly leaf: string
  /** From the leaf to the root of the tree. */
  readonly path: readonly PathStep[]
  readonly root: string
  /** The entry that holds the root. */
  readonly sequence: number
  readonly hash: string
  readonly at: Date
  /** Undefined when it holds. */
  readonly problem: string | undefined
}

/** Throws `not_found`, or `conflict` while it waits to be chained. */
export async function proveAnswer(database: Database, id: string): Promise<AnswerProof> {
  const found = await findLeaf(database, id)
  if (!found)
    throw new AppError('not_found', `There is no answer "${id}". Answers are deleted when they are too old to be kept.`)
  if (found.sequence === undefined)
    throw new AppError(
      'conflict',
      `The answer ${id} is not in the chain yet. A running server chains it within a minute.`,
    )
  const { sequence, position, digest, createdAt, shown } = found
  const entry = await findEntryAt(database, sequence)
  const body = entry?.kind === 'answers' ? readBody(entry, answersEntrySchema) : undefined
  if (!entry || !body)
    throw new AppError(
      'conflict',
      `The entry ${sequence}, in which the answer ${id} should stand, is no entry of answers.`,
    )
  const leaves = (await listLeaves(database, [sequence])).map(leafData)
  const { root } = body
  const path = merklePath(leaves, position)
  const leaf = leafData({ answerId: id, createdAt, digest })
  const isSame = !shown || (answerDigest(shown) === digest && shown.createdAt.getTime() === createdAt.getTime())
  const problem = !isSame
    ? 'what is stored is not what was shown'
    : rootFromPath(leaf, path) !== root
      ? 'it is not one of the answers that were chained there'
      : undefined
  return {
    id,
    statement: shown && statementOf(shown),
    digest,
    leaf,
    path,
    root,
    sequence,
    hash: entry.hash,
    at: entry.at,
    problem,
  }
}
