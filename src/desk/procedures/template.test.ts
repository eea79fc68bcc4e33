import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillTemplate, placeholdersIn } from './template.ts'

const values = {
  ticket: { id: 7, description: 'down: {{input.secret}}', reporter: { name: 'Ada' }, assignee: null },
  input: { host: 'db.example.org', port: 5432 },
  steps: { backup: { backup_id: 'b-1' } },
}

test('placeholders are filled everywhere in a value, and one alone keeps its type', () => {
  const input = {
    id: '{{ticket.id}}',
    list: ['{{ input.host }}:{{input.port}}'],
    deep: { of: '{{steps.backup.backup_id}}' },
    n: 3,
  }
  assert.deepEqual(fillTemplate(input, values), {
    id: 7,
    list: ['db.example.org:5432'],
    deep: { of: 'b-1' },
    n: 3,
  })
})

test('a value is never read as a template again', () => {
  assert.equal(fillTemplate('{{ticket.description}}', values), 'down: {{input.secret}}')
  assert.equal(fillTemplate('is {{ticket.description}}', values), 'is down: {{input.secret}}')
})

test('nothing inherited is reached', () => {
  for (const path of [
    'ticket.constructor',
    'ticket.__proto__',
    'ticket.id.toString',
    'input.host.length',
    'steps.backup.hasOwnProperty',
  ])
    assert.throws(() => fillTemplate(`{{${path}}}`, values), { code: 'invalid_input' }, path)
})

test('what is missing is named', () => {
  assert.throws(() => fillTemplate('{{input.user}}', values), /needs \{\{input\.user\}\}, and there is none/)
  assert.throws(() => fillTemplate('{{ticket.assignee}}', values), { code: 'invalid_input' })
  assert.throws(() => fillTemplate('by {{ticket.reporter}}', values), /not a single value/)
})

test('code is no placeholder', () => {
  for (const text of ['{{1+1}}', '{{process.env}}', '{{ticket}}', '{{ticket["id"]}}', '{{ticket.id || 1}}', '{{}}'])
    assert.throws(() => placeholdersIn(text), /is not a placeholder/, text)
})
