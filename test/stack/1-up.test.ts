import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from '../../scripts/stack/docker.ts'
import { ask, containers, figure, up } from './stack.ts'

const defaultSet = ['app', 'migrate', 'nginx', 'postgres', 'redis']

test('three commands bring the default set up, healthy, in under a minute', async () => {
  const seconds = up()
  figure('`docker compose up -d --wait` with images built, default set', `${seconds.toFixed(0)} s`, '60 s')
  assert.ok(seconds < 60, `${seconds} s`)
  const found = containers()
  assert.deepEqual(found.map(({ Service }) => Service).sort(), defaultSet)
  for (const { Service, State, Health } of found)
    assert.deepEqual(
      [Service, State, Health],
      Service === 'migrate' ? [Service, 'exited', ''] : [Service, 'running', 'healthy'],
    )
  const health = await ask('/api/health')
  assert.equal(health.status, 200)
})

test('every service has limits, few rights and a rotated log', () => {
  interface Inspected {
    Name: string
    Config: { User: string; Healthcheck?: unknown }
    HostConfig: {
      Memory: number
      NanoCpus: number
      PidsLimit: number
      CapDrop: string[]
      SecurityOpt: string[]
      ReadonlyRootfs: boolean
      LogConfig: { Config: Record<string, string> }
      RestartPolicy: { Name: string }
    }
  }
  for (const { ID, Service } of containers()) {
    const [found] = JSON.parse(run('docker', ['inspect', ID])) as Inspected[]
    const { HostConfig } = found!
    assert.ok(HostConfig.Memory > 0 && HostConfig.NanoCpus > 0 && HostConfig.PidsLimit > 0, `${Service} has limits`)
    assert.deepEqual(HostConfig.CapDrop, ['ALL'], Service)
    assert.ok(HostConfig.SecurityOpt.includes('no-new-privileges:true'), Service)
    assert.ok(HostConfig.ReadonlyRootfs, `${Service}: its root file system is read-only`)
    assert.ok(HostConfig.LogConfig.Config['max-size'], `${Service}: its log is rotated`)
    assert.notEqual(HostConfig.RestartPolicy.Name, 'no', Service)
  }
})
