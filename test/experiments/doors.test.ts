import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Comparison, Experiment, ExperimentResult, VariantPerformance } from '#experiments'
import { client, type ErrorBody } from '#test/client.ts'
import { runPollux } from '#test/run-pollux.ts'
import { runSql } from '#test/run-sql.ts'
import { startServer } from '#test/start-server.ts'
import { connect } from '../mcp/mcp-client.ts'
import { experimentsOn, plain } from './experiment-server.ts'

test('the command line: from a draft to what is shipped, beside a running server', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-experiments-'))
  try {
    await using server = await startServer()
    const env = { DATA_DIR: server.dataDir, ...(server.databaseUrl && { DATABASE_URL: server.databaseUrl }) }
    const run = (...args: string[]) => runPollux(['experiments', ...args], env)
    const none = await run()
    assert.match(none.stdout, /There is no experiment/, none.stderr)
    const wrong = await run('create', 'Loud', '--hypothesis', 'x', '--metric', 'thumb', '--arms', 'loud,concise')
    assert.equal(wrong.code, 1)
    assert.match(wrong.stderr, /arms\.0\.strategy: is missing, and "loud"/)
    const created = await run(
      'create',
      'Short',
      '--hypothesis',
      'Short is liked.',
      '--metric',
      'thumb',
      '--arms',
      'automatic,concise',
      '--minimum-effect',
      '0.05',
    )
    assert.equal(created.code, 0, created.stderr)
    const [id = ''] = /^exp_\w+/.exec(created.stdout) ?? []
    assert.match((await run('start', id)).stdout, /running; automatic, concise; thumb; public, recruiter/)
    const at = experimentsOn(server)
    // Within a second the running server shows it.
    for (const late = Date.now() + 10_000; Date.now() < late;) {
      await at.ask('browser', 'What do you do at work?')
      if ((await at.result(id)).arms.some(({ visitors }) => visitors > 0)) break
    }
    assert.match((await run('result', id)).stdout, /0 of 1 \(0\.0 %\)[^]*sample ratio: p = [^]*more visitors/)
    assert.match((await run('export', id, '--format', 'csv')).stdout, /^experiment,metric,state,arm,/)
    const exported = JSON.parse((await run('export', id)).stdout) as ExperimentResult
    assert.equal(exported.experiment.id, id)
    assert.equal(exported.experiment.minimumEffect, 0.05)
    const running = await run('delete', id)
    assert.deepEqual([running.code, /stop it first/.test(running.stderr)], [1, true])
    const early = await run('ship', id, 'concise')
    assert.deepEqual([early.code, /Nothing shows/.test(early.stderr)], [1, true])
    assert.match((await run('ship', id, 'concise', '--force', '--note', 'I like it.')).stdout, /shipped \(concise\)/)
    assert.match((await run('defaults')).stdout, /^public: concise, [^]*recruiter: concise/)
    assert.doesNotMatch((await run('defaults', '--clear', 'public')).stdout, /public/)

    const file = join(folder, 'experiment.json')
    await writeFile(
      file,
      JSON.stringify({
        ...plain,
        arms: [
          { name: 'star', weight: 0.7 },
          { name: 'concise', weight: 0.3 },
        ],
      }),
    )
    const [second = ''] = /^exp_\w+/.exec((await run('create', '--file', file)).stdout) ?? []
    assert.match((await run('start', second)).stdout, /running; star, concise/)
    assert.match((await run('stop', second, '--note', 'Enough.')).stdout, /stopped \(by-hand\)/)
    assert.equal((await run('stop', second)).code, 1)
    assert.match((await run('list', '--state', 'stopped')).stdout, new RegExp(second))
    assert.match((await run('delete', second)).stdout, /Deleted/)
    assert.doesNotMatch((await run('list')).stdout, new RegExp(second))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('MCP: the two tools of the predecessor, and askers who take part', async () => {
  await using server = await startServer()
  await using owner = await connect(server, { era: '2026-07-28', token: server.token })
  const call = async <Result>(name: string, args: object) =>
    (await owner.callTool({ name, arguments: args as Record<string, unknown> })) as {
      isError?: boolean
      structuredContent: Result
      content: { text: string }[]
    }
  const compared = await call<Comparison>('run_ab_test', {
    questionId: 'q1',
    question: 'What do you do at work?',
    context: 'We talked about databases.',
    controlVariantId: 'control',
    testVariantId: 'concise',
  })
  const { experiment, winner, control, message } = compared.structuredContent
  assert.deepEqual([control.variant, control.strategy, winner, experiment?.started], ['control', 'star', null, true])
  assert.match(message, /more visitors/)
  for (const era of ['2026-07-28', '2025-11-25'] as const) {
    await using stranger = await connect(server, { era })
    for (let time = 0; time < 2; time++)
      await stranger.callTool({ name: 'ask_twin', arguments: { question: 'What do you do at work?' } })
  }
  const { structuredContent: performance } = await call<VariantPerformance>('get_variant_performance', {
    variantId: 'concise',
  })
  const { structuredContent: other } = await call<VariantPerformance>('get_variant_performance', {
    variantId: 'control',
  })
  // Both come from one address with one browser: they are one visitor.
  assert.equal(performance.visitors + other.visitors, 1)
  const [row] = await runSql<{ count: number }>(server, 'select count(*)::int as count from experiment_answers')
  assert.equal(row!.count, 4)
  assert.equal((await call('get_variant_performance', { variantId: 'loud' })).isError, true)
})

test('ENABLE_AB_TESTING=false: no routes, no tools, no command, nothing recorded', async () => {
  await using first = await startServer()
  const id = await experimentsOn(first).running()
  const { dataDir, databaseUrl, token } = first
  await first.stop()
  const off = { ENABLE_AB_TESTING: 'false', DATABASE_URL: databaseUrl, POLLUX_OWNER_TOKEN: token }
  await using server = await startServer({ dataDir, env: off })
  const http = client(server)
  for (const [method, path] of [
    ['GET', ''],
    ['GET', `/${id}`],
    ['POST', '/outcomes'],
    ['DELETE', '/defaults/public'],
  ] as const)
    for (const as of [token, undefined]) {
      const { status, body } = await http.send<ErrorBody>(method, `/api/v1/experiments${path}`, { token: as })
      assert.deepEqual([status, body.error.code], [404, 'not_found'], `${method} ${path}`)
      assert.match(body.error.message, /ENABLE_AB_TESTING/)
    }
  await using owner = await connect(server, { era: '2026-07-28', token })
  const names = (await owner.listTools()).tools.map(({ name }) => name)
  assert.deepEqual(
    names.filter((name) => /experiment|ab_test|variant|outcome/.test(name)),
    [],
  )
  await http.ask('What do you do at work?')
  assert.deepEqual(await runSql(server, 'select * from experiment_exposures'), [])
  const { code, stderr } = await runPollux(['experiments'], {
    DATA_DIR: dataDir,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ENABLE_AB_TESTING: 'false',
  })
  assert.deepEqual([code, /ENABLE_AB_TESTING/.test(stderr)], [1, true])
  const { body } = await experimentsOn(server).get<{ experiments: Experiment[] }>('')
  assert.equal('experiments' in body, false)
})
