import assert from 'node:assert/strict'
import { compose, inside } from './stack.ts'

/** Their images have no stand-in where no registry can be reached. */
const without = ['grafana', 'pgadmin']

interface Config {
  readonly services: Readonly<Record<string, { readonly image: string }>>
}

/** The services of the profile `monitoring` and the default ones, as Compose understands them. */
export const services = () =>
  (JSON.parse(compose('--profile', 'monitoring', 'config', '--format', 'json')) as Config).services

/** Starts what watches the stack, and waits until all of it is healthy. */
export function startWatchers(): void {
  const started = Object.keys(services()).filter((name) => !without.includes(name))
  compose('--profile', 'monitoring', 'up', '--detach', '--wait', '--wait-timeout', '180', '--no-build', ...started)
}

/** Nobody reaches them from outside: each is asked from within its container. */
function ask(service: string, address: string): unknown {
  const { output, status } = inside(service, 'wget', '-q', '-O', '-', address)
  assert.equal(status, 0, `${address}: ${output}`)
  return JSON.parse(output)
}

export const prometheus = <Data>(path: string): Data =>
  (ask('prometheus', `http://127.0.0.1:9090/api/v1/${path}`) as { data: Data }).data

export const query = (expr: string) =>
  prometheus<{ result: { metric: Record<string, string>; value: [number, string] }[] }>(
    `query?query=${encodeURIComponent(expr)}`,
  ).result

export const alertmanager = <Data>(path: string): Data =>
  ask('alertmanager', `http://127.0.0.1:9093/api/v2/${path}`) as Data
