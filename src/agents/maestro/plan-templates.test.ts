import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTemplates } from './plan-templates.ts'

const { planFor } = createTemplates()
const templateOf = (goal: string, given = {}) => planFor(goal, given).template

test('a goal is known by the whole of its words', () => {
  for (const [template, ...goals] of [
    [
      'backup',
      'backup',
      'Back up, please',
      'make a backup now',
      'Create a full backup of the database!',
      'Bitte die Daten sichern',
      'Sauvegarde les données',
      'Haz una copia de seguridad',
    ],
    [
      'verified_backup',
      'back up and verify',
      'verified_backup',
      'Make a backup and test it',
      'Sichere die Daten und prüfe sie',
    ],
    ['nightly_maintenance', 'nightly maintenance', 'Run the maintenance', 'nightly_maintenance'],
    ['refresh_cache', 'refresh the cache', 'sync our cache'],
    ['investigate_slowness', 'Why is the shop so slow', 'Find out why the database has such a latency'],
    ['check_health', 'check the health', 'status', 'check the system', 'How is the system status'],
  ] as const)
    for (const goal of goals) assert.equal(templateOf(goal), template, goal)
})

test('what only mentions a known word is no goal', () => {
  for (const goal of [
    'restore the last backup',
    'do not back up tonight',
    'is the backup older than a day?',
    'the backup server is down',
    'verify the backup',
    'delete the backup',
    'cancel maintenance',
    'stop the nightly maintenance',
    'do not resolve ticket 3',
    'clear the cache',
    'why is there no backup',
    'backup and restore',
    'backup tonight',
    'backup of me',
    'can backup',
    'back up the database of another',
    'why is the shop not slow',
  ])
    assert.throws(() => templateOf(goal, { ticket_id: 1 }), /No plan is known/, goal)
})

test('a ticket is taken from the goal, unless it was given', () => {
  const ticketOf = (goal: string, given = {}) => planFor(goal, given).plan.steps[0]!.input
  assert.deepEqual(ticketOf('Resolve ticket 3'), { ticket_id: 3 })
  assert.deepEqual(ticketOf('fix the ticket #12, please'), { ticket_id: 12 })
  assert.deepEqual(ticketOf('resolve the ticket', { ticket_id: 7 }), { ticket_id: 7 })
  assert.throws(() => ticketOf('resolve ticket 3', { ticket_id: 7 }), /the goal says 3, and 7 was given/)
  assert.throws(() => ticketOf('resolve the ticket'), /ticket_id: the plan "resolve_ticket" needs it/)
})
