import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#errors'
import type { Actor } from '#auth'
import type { Desk } from '#desk'
import { ModelError, saying, scriptedModel } from '#models'
import type { RunContext } from '../agent.ts'
import { createClassifierAgent, type ClassifierNeeds } from './classifier.ts'
import { consultModel } from './consult-model.ts'
import { createTicketClassifier } from './ticket-classifier.ts'

const unclear = 'The thing on the wall does something strange again'

/** A context that keeps nothing, as a read without receipt has it. */
function readContext(signal = new AbortController().signal): RunContext {
  const unplanned = (): Promise<never> => Promise.reject(new Error('A read starts nothing and writes nothing'))
  return {
    runId: undefined,
    actor: {} as Actor,
    signal,
    step: (_name, work) => work(),
    write: unplanned,
    effect: unplanned,
    startRun: unplanned,
    progress: async () => {},
  }
}

async function classify(
  input: object,
  needs: Omit<ClassifierNeeds, 'desk' | 'classifier'> = {},
): Promise<Record<string, unknown>> {
  // A text is classified without the desk; filing has its test in test/agents/tools.test.ts.
  const agent = createClassifierAgent({ ...needs, classifier: createTicketClassifier(), desk: {} as Desk })
  const capability = agent.capabilities.find(({ name }) => name === 'classify_text')!
  const output = await capability.run(readContext(), capability.input.parse(input))
  return capability.output.parse(output) as Record<string, unknown>
}

test('classify_text answers with the documented fields', async () => {
  const found = await classify({ description: '  The printer has a paper jam  ', priority: 'high' })
  const { execution_time_ms, confidence, words, ...rest } = found
  assert.deepEqual(rest, {
    category: 'hardware',
    subcategory: 'printer',
    priority: 'high',
    routed_to: 'Workplace hardware',
    method: 'model+rules',
    language: 'en',
  })
  assert.ok((execution_time_ms as number) > 0 && (confidence as number) > 0.5)
  assert.ok((words as { text: string }[]).some(({ text }) => text.includes('jam')))
})

test('a description that is too short, too long or has a neighbour nobody knows is refused', async () => {
  await assert.rejects(classify({ description: '   short   ' }))
  await assert.rejects(classify({ description: 'x'.repeat(5_001) }))
  await assert.rejects(classify({ description: 'The printer is broken', urgency: 'high' }))
})

test('unsure, it says unknown', async () => {
  const found = await classify({ description: unclear })
  assert.deepEqual([found.category, found.method, found.routed_to], ['unknown', 'abstained', 'Service desk'])
})

test('a language model is asked only when the classifier abstains, and only our categories are taken', async () => {
  const model = scriptedModel([saying(' Hardware.\n'), saying('plumbing'), saying('none')])
  const consult = consultModel(model)
  await classify({ description: 'The printer has a paper jam' }, { consult })
  assert.equal(model.calls.length, 0)
  const advised = await classify({ description: unclear }, { consult })
  assert.deepEqual(
    [advised.category, advised.method, advised.routed_to, advised.confidence],
    ['hardware', 'language-model', 'Workplace hardware', 0.6],
  )
  assert.equal((await classify({ description: unclear }, { consult })).category, 'unknown')
  assert.equal((await classify({ description: unclear }, { consult })).category, 'unknown')
  assert.equal(model.calls.length, 3)
  assert.ok(!model.calls[0]!.system.includes(unclear), 'the text of a ticket is data')
})

test('a language model that is away is named, and its other errors are not hidden', async () => {
  const away = () => Promise.reject(new AppError('model_unavailable', 'No model answers.'))
  const found = await classify({ description: unclear }, { consult: away })
  assert.deepEqual([found.category, found.method], ['unknown', 'abstained, language model unavailable'])
  const cutShort = consultModel(scriptedModel([() => ['hard', new ModelError('unreachable', 'the line broke')]]))
  const cut = await classify({ description: unclear }, { consult: cutShort })
  assert.equal(cut.method, 'abstained, language model unavailable')
  const broken = () => Promise.reject(new Error('a bug'))
  await assert.rejects(classify({ description: unclear }, { consult: broken }), /a bug/)
})
