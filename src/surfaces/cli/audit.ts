import { readFile, writeFile } from 'node:fs/promises'
import { checkpointSchema, type Checkpoint } from '#audit'
import { owner } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import type { CommandContext } from './cli.ts'

export interface ListAuditOptions {
  readonly kind?: string
  readonly subject?: string
  readonly from?: Date
  readonly to?: Date
  readonly after: number
  readonly limit: number
  readonly json?: boolean
}

export async function listAudit(
  context: CommandContext,
  config: Config,
  { json, ...filter }: ListAuditOptions,
): Promise<void> {
  await using app = await context.openApp(config)
  for (const { sequence, at, kind, subject, body, previousHash, hash } of await app.auditor.list(owner, filter)) {
    const line = json
      ? `{"body":${body},${JSON.stringify({ sequence, at: at.toISOString(), kind, subject, previousHash, hash }).slice(1)}`
      : `${sequence}  ${at.toISOString()}  ${kind}  ${subject}  ${body.length > 300 ? `${body.slice(0, 300)}…` : body}`
    context.write(`${line}\n`)
  }
}

/** Prints the first broken link; exit code 0 only when there is none. */
export async function verifyAudit(
  context: CommandContext,
  config: Config,
  { checkpoint: file, publicKey }: { checkpoint?: string; publicKey?: string },
): Promise<number> {
  const checkpoint = file === undefined ? undefined : await readCheckpoint(file)
  await using app = await context.openApp(config)
  const { entries, head, broken, waiting, since } = await app.auditor.verify(owner, { checkpoint, publicKey })
  const begun = since === undefined ? '' : ` from entry ${since} on`
  if (broken) {
    context.write(`The chain is broken at entry ${broken.sequence}: ${broken.reason}.\n`)
    context.write(`${entries} entries before it hold${begun && `, looked at${begun}`}.\n`)
    return 1
  }
  context.write(`${entries} entries hold${begun && `, looked at${begun}`}. Head: ${head}\n`)
  if (waiting > 0)
    context.write(`Answers that wait to be chained: ${waiting}. A running server does it within a minute.\n`)
  context.write(
    'Keep a checkpoint elsewhere (npm run pollux -- audit checkpoint): with it, a cut or rewritten chain is seen too.\n',
  )
  return 0
}

export async function signCheckpoint(
  context: CommandContext,
  config: Config,
  { output }: { output?: string },
): Promise<void> {
  await using app = await context.openApp(config)
  const checkpoint = await app.auditor.checkpoint(owner)
  const text = `${JSON.stringify(checkpoint, undefined, 2)}\n`
  if (output === undefined) {
    context.write(text)
    return
  }
  await writeFile(output, text, { flag: 'wx' }).catch((error: Error) => {
    throw new AppError('conflict', `The checkpoint cannot be written: ${error.message}`, { cause: error })
  })
  context.write(`Entry ${checkpoint.sequence} signed in ${output}. Public key: ${checkpoint.publicKey}\n`)
}

/** Exit code 0 only when it holds. */
export async function proveAnswer(
  context: CommandContext,
  config: Config,
  id: string,
  { json }: { json?: boolean },
): Promise<number> {
  await using app = await context.openApp(config)
  const proof = await app.auditor.answer(owner, id)
  if (json) context.write(`${JSON.stringify(proof, undefined, 2)}\n`)
  else if (proof.problem) context.write(`${id} is not proved: ${proof.problem}.\n`)
  else {
    const { statement, sequence, hash, at, path } = proof
    context.write(
      `${id} is entry ${sequence} of the chain, ${at.toISOString()}, ${path.length} hashes from its root.\n`,
    )
    if (statement)
      context.write(
        `What is stored is what was shown: to ${statement.actor ?? 'somebody'} (${statement.audience}), ${statement.refused ? 'refused' : statement.mode}, ${statement.citations.length} citations.\n  question ${statement.question}\n  text     ${statement.text}\n`,
      )
    else context.write('The answer itself is kept no longer; its hash still stands there.\n')
    context.write(`  entry    ${hash}\nWhether the chain holds: npm run pollux -- audit verify\n`)
  }
  return proof.problem ? 1 : 0
}

async function readCheckpoint(path: string): Promise<Checkpoint> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new AppError('not_found', `The checkpoint cannot be read: ${error.message}`, { cause: error })
  })
  const parsed = checkpointSchema.safeParse(await new Response(text).json().catch(() => undefined))
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', `${path} is no checkpoint as "npm run pollux -- audit checkpoint" writes it.`)
}
