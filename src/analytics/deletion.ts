import { z } from 'zod'
import { appendEntry } from '#audit'
import { isOwner, type Actor } from '#auth'
import type { Storage, Transaction } from '#storage'
import { AppError } from '../errors.ts'
import { addRows } from './add-counts.ts'
import { grains, hoursKeptDays, startOf } from './counting.ts'
import { nextMonth } from './period.ts'
import { beginBatch, findUnder } from './recorder-store.ts'
import {
  deleteCountsBefore,
  deleteEmptyTopics,
  deleteEventsBefore,
  deleteEverything,
  deleteHoursBefore,
  deleteLink,
  deleteVisitorsBefore,
  listDaysFrom,
  listSumsOfLink,
  listSumsOfTopics,
  takeSmallTopics,
} from './retention-store.ts'
import { createRows, mergeInto, type Numbers } from './sums.ts'
import { otherTopic } from './topics.ts'
import { dayBefore } from './visitor-key.ts'

const dayMs = 86_400_000
/** Single events, which name answers. */
export const eventsKeptDays = 30
/** Their pseudonyms: of today, and of the day before (`dayBefore`). */
export const visitorsKeptDays = 2

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
    const deleted = await deleteBefore(within, today - keepDays * dayMs)
    if (deleted > 0) await deleteEmptyTopics(within)
    return deleted
  })
}

/** For the owner alone. Leaves an entry in the chain. Throws `not_found` for a link of which nothing was counted. */
export async function deleteOnDemand(
  { transaction }: Needs,
  actor: Actor,
  deletion: Deletion,
  now: number,
): Promise<void> {
  if (!isOwner(actor)) throw new AppError('forbidden', 'Only the owner deletes what was counted.')
  const { before, link, everything } = deletion
  if (before !== undefined && Date.parse(before) > now)
    throw new AppError(
      'invalid_input',
      `${before} is in the future, and all there is would go: say \`everything\` for that.`,
      {
        details: [{ path: 'before', message: 'is in the future' }],
      },
    )
  await transaction(async (within) => {
    await beginBatch(within, true)
    if (everything) await deleteEverything(within)
    else if (before !== undefined) await deleteBefore(within, Date.parse(before))
    else await takeOut(within, link!)
    await deleteEmptyTopics(within)
    await appendEntry(within, { kind: 'analytics_deleted', subject: 'analytics', body: { by: actor.id, ...deletion } })
  })
}

/** Topics of fewer questions than that, not asked since `before`, are counted as "other", and their words are gone. */
export async function foldSmallTopics({ transaction }: Needs, before: Date, fewerThan: number): Promise<void> {
  await transaction(async (within) => {
    await beginBatch(within, true)
    const folded = new Set(await takeSmallTopics(within, before, fewerThan))
    const changes = (await listSumsOfTopics(within, [...folded])).map((row) => {
      const topics: Numbers = {}
      for (const [key, n] of Object.entries(row.topics)) {
        const [measure, topic = ''] = key.split('.')
        if (!folded.has(Number(topic))) continue
        const other = `${measure}.${otherTopic}`
        topics[key] = -n
        topics[other] = (topics[other] ?? 0) + n
      }
      return { ...row, counts: {}, latency: {}, topics }
    })
    await addRows(within, changes)
  })
}

/** A month that loses some of its days is summed up again from the others. */
async function deleteBefore(within: Transaction, before: number): Promise<number> {
  const deleted = await deleteCountsBefore(within, new Date(before))
  const month = startOf('month', before)
  const rest = createRows()
  for (const day of await listDaysFrom(within, new Date(before), new Date(nextMonth(month))))
    mergeInto(rest.at({ ...day, grain: grains.month, startsAt: month }), day)
  await addRows(within, rest.all())
  return deleted
}

/** Takes a link off the sums of wider segments, but for those by the hour, and deletes its own. */
async function takeOut(within: Transaction, link: string): Promise<void> {
  const own = await listSumsOfLink(within, link)
  const under = await findUnder(within, [...new Set(own.map(({ segment }) => segment))])
  const wider = createRows()
  for (const row of own)
    for (const segment of under.get(row.segment)!)
      if (segment !== row.segment) mergeInto(wider.at({ ...row, segment }), row, -1)
  await addRows(within, wider.all())
  if (!(await deleteLink(within, link))) throw new AppError('not_found', `Nothing was counted of ${link}.`)
}
