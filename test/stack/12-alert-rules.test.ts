import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'yaml'
import { run } from '../../scripts/stack/docker.ts'
import { figure, stack } from './stack.ts'
import { services } from './watchers.ts'

const deploy = join(stack.folder, '..')
const filesOf = (part: string) => readdirSync(join(deploy, 'prometheus', part)).map((name) => `${part}/${name}`)
const read = <Content>(name: string) => parse(readFileSync(join(deploy, 'prometheus', name), 'utf8')) as Content

/** Runs a program of a service's image on files of deploy; gives what it said, and throws it when it found a fault. */
function check(service: string, program: string, mounts: Record<string, string>, ...args: string[]): string {
  const volumes = Object.entries(mounts).flatMap(([from, to]) => ['--volume', `${from}:${to}:ro`])
  const { image } = services()[service]!
  return run('docker', ['run', '--rm', '--network', 'none', ...volumes, '--entrypoint', program, image, ...args])
}
const promtool = (...args: string[]) =>
  check(
    'prometheus',
    'promtool',
    {
      [join(deploy, 'prometheus')]: '/etc/prometheus',
      [join(stack.folder, 'secrets', 'metrics_token')]: '/run/secrets/metrics_token',
    },
    ...args,
  )

test('promtool accepts the configuration and the rules, amtool that of Alertmanager', () => {
  promtool('check', 'config', '/etc/prometheus/prometheus.yml')
  promtool('check', 'rules', '--lint-fatal', ...filesOf('rules').map((name) => `/etc/prometheus/${name}`))
  const path = '/etc/alertmanager/alertmanager.yml'
  check('alertmanager', 'amtool', { [join(deploy, 'alertmanager', 'alertmanager.yml')]: path }, 'check-config', path)
})

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert?: string }[] }[]
}
interface Tests {
  readonly rule_files: readonly string[]
  readonly tests: readonly { readonly promql_expr_test: readonly Check[] }[]
}
interface Check {
  readonly expr: string
  readonly eval_time: string
  readonly exp_samples: readonly { readonly value: number }[]
}

const minutes = (time: string) =>
  [...time.matchAll(/(\d+)([hm])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * (unit === 'h' ? 60 : 1), 0)

test('every alert of every file has a unit test in which it fires, and then clears; promtool runs them', () => {
  const rules = filesOf('rules')
  const alerts = rules.flatMap((name) =>
    read<Rules>(name).groups.flatMap((group) => group.rules.flatMap(({ alert }) => alert ?? [])),
  )
  const suites = filesOf('tests').map((name) => read<Tests>(name))
  const tested = suites.flatMap(({ rule_files: files }) => files.map((file) => file.replace('../', '')))
  assert.deepEqual(
    rules.filter((name) => !tested.includes(name)),
    [],
    'no test loads them',
  )
  const checks = suites.flatMap(({ tests }) => tests.flatMap((one) => one.promql_expr_test))
  const faults = alerts.flatMap((alert) => {
    const own = checks.filter(({ expr }) => expr.includes(`ALERTS{alertname="${alert}",alertstate="firing"`))
    const fires = own.find(({ exp_samples: expected }) => expected.some(({ value }) => value > 0))
    if (!fires) return [`${alert} never fires`]
    const clears = own.some(
      ({ expr, exp_samples: expected, eval_time: time }) =>
        expr === fires.expr && expected.length === 0 && minutes(time) > minutes(fires.eval_time),
    )
    return clears ? [] : [`${alert} never clears`]
  })
  assert.ok(alerts.length >= 20, `${alerts.length} alerts`)
  assert.deepEqual(faults, [])
  promtool('test', 'rules', ...filesOf('tests').map((name) => `/etc/prometheus/${name}`))
  figure(
    'alerts with a unit test by promtool, in which they fire and clear',
    `${alerts.length} of ${alerts.length}`,
    'all',
  )
})
