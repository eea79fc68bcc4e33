import type { Database } from '#storage'

export async function hasMilestone(database: Database, name: string): Promise<boolean> {
  const row = await database.selectFrom('milestones').select('name').where('name', '=', name).executeTakeFirst()
  return row !== undefined
}

export async function setMilestone(database: Database, name: string): Promise<void> {
  await database
    .insertInto('milestones')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
