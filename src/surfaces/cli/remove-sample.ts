import { owner } from '#auth'
import type { Twin } from '#twin'

/**
 * Deletes the invented person. What was asked of them and what the owner answered stays, because it is the owner's; it is said,
 * because it would now be told of the owner.
 */
export async function removeSample(twin: Twin, write: (text: string) => void): Promise<void> {
  write(`Removed ${await twin.sample.remove(owner)} sources of the sample twin.\n`)
  const answers = (await twin.sources.list(owner)).filter(({ kind }) => kind === 'answer')
  if (answers.length > 0) {
    write(
      'Answers you gave stay, and are now told of you; delete what is not true with DELETE /api/v1/twin/sources/ID:\n',
    )
    for (const { id, audience, title } of answers) write(`  ${id}  ${audience}  ${title}\n`)
  }
  const { total } = await twin.inbox.list(owner)
  if (total > 0) write(`Questions that were asked of the sample and are still in the inbox: ${total}\n`)
}
