import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { freePort } from '#test/free-port.ts'
import { lookAtServices, serviceFigures, type ServicesNeeds, type ServicesReport } from './services.ts'

/** A server that answers by path, and 404 for every other one. The answers may be changed meanwhile. */
async function serve(answers: Record<string, unknown>, socket?: string): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer(({ url = '' }, response) => {
    const answer = answers[url]
    if (answer === undefined) response.writeHead(404).end()
    else response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  if (socket === undefined) server.listen(0, '127.0.0.1')
  else server.listen(socket)
  await once(server, 'listening')
  return {
    url: socket ?? `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function look(given: Partial<ServicesNeeds>): Promise<ServicesReport> {
  const needs: ServicesNeeds = {
    config: {},
    pingDatabase: async () => {},
    queueFigures: async () => ({ queued: 3, active: 1 }),
    checks: {},
    targets: [],
    ...given,
  }
  return lookAtServices(needs, new AbortController().signal)
}

test('services tell what is wrong with them', async () => {
  const answers: Record<string, unknown> = {
    '/nginx_status':
      'Active connections: 291 \nserver accepts handled requests\n 100 97 3000 \nReading: 6 Writing: 179 Waiting: 106 \n',
    '/prometheus/-/ready': 'Prometheus Server is Ready.',
    '/prometheus/api/v1/targets?state=active': {
      data: {
        activeTargets: [
          { labels: { job: 'app', instance: 'a:1' }, health: 'up' },
          { labels: { job: 'node', instance: 'b:2' }, health: 'down' },
        ],
      },
    },
    '/-/ready': 'OK',
    '/api/v2/alerts?active=true&silenced=false&inhibited=false': [{ labels: { alertname: 'DiskFull' } }],
    '/ready': '{}',
  }
  await using site = await serve(answers)
  const away = `http://127.0.0.1:${await freePort()}`
  const config = {
    nginxUrl: `${site.url}/nginx_status`,
    prometheusUrl: `${site.url}/prometheus/`,
    alertmanagerUrl: site.url,
    replicaUrls: [site.url, away],
  }
  const checks: ServicesNeeds['checks'] = {
    redis: () => Promise.reject(new Error('connect to redis://app:secret@cache:6379 failed')),
    language_models: async () => ({ status: 'degraded', detail: 'the first of two does not answer' }),
    search: undefined,
  }
  const { services } = await look({ config, checks })
  const seen = Object.entries(services).map(([name, { status, detail }]) => [name, `${status} ${detail}`.trim()])
  assert.deepEqual(Object.fromEntries(seen), {
    postgresql: 'up',
    queue: 'up 3 wait, 1 run',
    redis: 'down connect to redis://cache:6379 failed',
    replicas: `degraded not ready: ${new URL(away).host}`,
    language_models: 'degraded the first of two does not answer',
    canary: 'not_configured',
    nginx: 'up 291 connections',
    prometheus: 'degraded 1 of 2 targets are down: node b:2',
    alertmanager: 'up alerts: DiskFull',
    containers: 'not_configured',
    search: 'not_configured',
  })
  const { 'nginx_dropped_connections:nginx': dropped, 'queue_waiting:queue': waiting } = serviceFigures(services)
  assert.deepEqual([dropped, waiting], [3, 3])

  delete answers['/prometheus/-/ready']
  delete answers['/nginx_status']
  const later = await look({ config, checks })
  assert.deepEqual([later.services['prometheus']?.status, later.services['nginx']?.status], ['down', 'down'])
  const none = await look({ config: { replicaUrls: [away] } })
  assert.equal(none.services['replicas']?.status, 'down')
})

test('states are figures: what is down is worse where it is essential, and has no time to answer in', async () => {
  const { services } = await look({
    pingDatabase: () => Promise.reject(new Error('away')),
    checks: { redis: () => Promise.reject(new Error('away')) },
  })
  const figures = serviceFigures(services)
  assert.deepEqual(Object.keys(figures).sort(), [
    'queue_active:queue',
    'queue_waiting:queue',
    'response_ms:queue',
    'service_state:postgresql',
    'service_state:queue',
    'service_state:redis',
  ])
  assert.deepEqual([figures['service_state:postgresql'], figures['service_state:redis']], [3, 2])
})

test('a check that never ends and does not listen is down at its time limit', { timeout: 10_000 }, async () => {
  const { services } = await look({ checks: { stone: () => new Promise(() => {}) } })
  assert.deepEqual([services['stone']?.status, services['stone']?.detail], ['down', 'no answer within 5 s'])
})

test('containers are listed from the engine on its socket, with their restarts', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pollux-engine-'))
  const engineSocket = join(folder, 'engine.sock')
  const listed = (id: string, state: string) => ({
    Id: id,
    Names: [`/${id}`],
    Image: 'i:1',
    State: state,
    Status: state,
  })
  const details = (RestartCount: number, ExitCode: number, policy: string) => ({
    RestartCount,
    State: { ExitCode },
    HostConfig: { RestartPolicy: { Name: policy } },
  })
  const answers: Record<string, unknown> = {
    '/containers/json?all=1': [listed('web', 'running'), listed('job', 'exited'), listed('gone', 'running')],
    '/containers/web/json': details(0, 0, 'always'),
    '/containers/job/json': details(0, 1, 'no'),
  }
  try {
    await using _engine = await serve(answers, engineSocket)
    const good = await look({ config: { engineSocket } })
    assert.equal(good.services['containers']?.status, 'up', 'a job that failed is nobody’s to restart')
    assert.equal(good.services['containers']?.detail, '1 of 2 run')
    answers['/containers/job/json'] = details(7, 137, 'on-failure')
    const bad = await look({ config: { engineSocket } })
    assert.equal(bad.services['containers']?.status, 'degraded')
    const [, job] = bad.containers
    assert.deepEqual([job?.name, job?.restarts, job?.problem], ['job', 7, 'exited with 137'])
  } finally {
    await rm(folder, { recursive: true })
  }
  const away = await look({ config: { engineSocket } })
  assert.equal(away.services['containers']?.status, 'down')
})
