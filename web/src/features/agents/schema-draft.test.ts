import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftOf, inputOf, kindOf, type JsonSchema } from './schema-draft.ts'

const schema: JsonSchema = {
  type: 'object',
  properties: {
    text: { type: 'string' },
    note: { type: 'string' },
    count: { type: 'integer', default: 3 },
    kind: { type: 'string', enum: ['a', 'b'] },
    dry: { type: 'boolean', default: true },
    args: { type: 'array', items: { type: 'string' } },
    plan: { type: 'object', properties: { steps: { type: 'array', items: { type: 'number' } } }, required: ['steps'] },
    inputs: { type: 'object', default: {} },
  },
  required: ['text'],
}

test('the defaults stand in the form, and what is left out is not sent', () => {
  const draft = draftOf(schema)
  assert.deepEqual(draft, {
    text: '',
    note: '',
    count: '3',
    kind: '',
    dry: true,
    args: [],
    plan: undefined,
    inputs: '{}',
  })
  assert.deepEqual(inputOf(schema, draft), { input: { text: '', count: 3, dry: true, inputs: {} }, notJson: [] })
})

test('an input that was sent before comes back as it was', () => {
  const given = {
    text: 'x',
    kind: 'b',
    count: 0,
    dry: false,
    args: ['-h', ''],
    plan: { steps: [1, 2] },
    inputs: { a: [1] },
  }
  assert.deepEqual(inputOf(schema, draftOf(schema, given)), { input: given, notJson: [] })
})

test('a number that is none is sent as typed, and what is not JSON is named', () => {
  const draft = { ...(draftOf(schema) as object), count: 'many', inputs: '{', plan: { steps: ['1', 'two'] } }
  const { input, notJson } = inputOf(schema, draft)
  assert.deepEqual(notJson, ['inputs'])
  assert.deepEqual(input, { text: '', count: 'many', dry: true, plan: { steps: [1, 'two'] } })
})

test('variants are told apart by the property that each has as a constant', () => {
  const variants: JsonSchema = {
    oneOf: [
      {
        type: 'object',
        properties: { kind: { const: 'http', type: 'string' }, url: { type: 'string' } },
        required: ['kind', 'url'],
      },
      {
        type: 'object',
        properties: { kind: { const: 'tcp', type: 'string' }, port: { type: 'integer' } },
        required: ['kind', 'port'],
      },
    ],
  }
  assert.equal(kindOf(variants), 'variants')
  assert.deepEqual(draftOf(variants), { kind: 'http', url: '' })
  assert.deepEqual(inputOf(variants, { kind: 'tcp', port: '80' }).input, { kind: 'tcp', port: 80 })
  assert.deepEqual(draftOf(variants, { kind: 'tcp', port: 22 }), { kind: 'tcp', port: '22' })
})

test('what the form does not understand is written as JSON', () => {
  assert.equal(kindOf({}), 'json')
  assert.equal(kindOf({ type: 'object' }), 'json')
  assert.deepEqual(inputOf({}, '[1]'), { input: [1], notJson: [] })
})
