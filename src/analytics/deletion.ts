import { z } from 'zod'
import { appendEntry } from '#audit'
import { isOwner, type Actor } from '#auth'
import type { Storage } from '#storage'
import { AppError } from '../errors.ts'
import { startOf } from './counting.ts'
import { beginBatch } from './recorder-store.ts'
import {
  deleteCountsBefore,
  deleteEmptyTopics,
  deleteEventsBefore,
  deleteEverything,
  deleteHoursBefore,
  deleteLink,
  deleteVisitorsBefore,
} from './retention-store.ts'
import { dayBefore } from './visitor-key.ts'

const dayMs = 86_400_000
/** Single events, which name answers. */
const eventsKeptDays = 30
/** Sums by the hour: what is older is looked at by the day. */
const hoursKeptDays = 92

export const deletionSchema = z
  .strictObject({
    before: z.iso.date().optional().describe('What was counted before that day (UTC).'),
    link: z
      .string()
      .regex(/^link_[0-9a-f]{20}$/, 'is not the id of a share link')
      .optional()
      .describe('What was counted of this share link.'),
    everything: z.literal(true).optional().describe('All there is.'),
  })
  .refine((deletion) => Object.values(deletion).filter((value) => value !== undefined).length === 1, {
    message: 'say one of `before`, `link` and `everything`',
  })
export type Deletion = z.infer<typeof deletionSchema>

type Needs = { readonly transaction: Storage['transaction'] }

/** What nobody needs any more. `keepDays` of sums are kept, 0 keeps them; returns how many rows older than that went. */
export async function forgetOld({ transaction }: Needs, keepDays: number, now: number): Promise<number> {
  const today = startOf('day', now)
  return transaction(async (within) => {
    await beginBatch(within, true)
    await deleteVisitorsBefore(within, dayBefore(now))
    await deleteEventsBefore(within, new Date(today - eventsKeptDays * dayMs))
    await deleteHoursBefore(within, new Date(today - hoursKeptDays * dayMs))
    if (keepDays === 0) return 0
    const deleted = await deleteCountsBefore(within, new Date(today - keepDays * dayMs))
    if (deleted > 0) await deleteEmptyTopics(within)
    return deleted
  })
}

/** For the owner alone. Leaves an entry in the chain. Throws `not_found` for a link of which nothing was counted. */
export async function deleteOnDemand({ transaction }: Needs, actor: Actor, deletion: Deletion): Promise<void> {
  if (!isOwner(actor)) throw new AppError('forbidden', 'Only the owner deletes what was counted.')
  const { before, link, everything } = deletion
  await transaction(async (within) => {
    await beginBatch(within, true)
    if (everything) await deleteEverything(within)
    else if (before !== undefined) await deleteCountsBefore(within, new Date(before))
    else if (!(await deleteLink(within, link!))) throw new AppError('not_found', `Nothing was counted of ${link}.`)
    await deleteEmptyTopics(within)
    await appendEntry(within, { kind: 'analytics_deleted', subject: 'analytics', body: { by: actor.id, ...deletion } })
  })
}
