import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compose, stack, until } from './stack.ts'
import { alertmanager, prometheus } from './watchers.ts'

const deploy = join(stack.folder, '..')
const rules = readdirSync(join(deploy, 'prometheus', 'rules')).map((name) => `prometheus/rules/${name}`)

/**
 * What is changed of the files as they are shipped, so that an alert needs seconds where it needs minutes: what is looked at each
 * 15 seconds is looked at each 5; `for: 2m` and longer become 5 seconds; windows of minutes and hours become one minute;
 * Alertmanager groups for 1 and 5 seconds. What is compared with what, the thresholds among it, stays.
 */
const changes: Readonly<Record<string, (text: string) => string>> = {
  'prometheus/prometheus.yml': (text) => text.replaceAll('interval: 15s', 'interval: 5s'),
  ...Object.fromEntries(
    rules.map((name) => [
      name,
      (text: string) =>
        text.replaceAll(/^( +for:) [1-9]\d*m$/gm, '$1 5s').replaceAll(/\[(?:[2-9]|\d\d)m\]|\[\d+h\]/g, '[1m]'),
    ]),
  ),
  'alertmanager/alertmanager.yml': (text) =>
    text.replace('group_wait: 10s', 'group_wait: 1s').replace('group_interval: 1m', 'group_interval: 5s'),
}

/** Both read their files again without a restart. Written in place, because Alertmanager has its file mounted and not its folder. */
function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(deploy, name), text)
  compose('--profile', '*', 'kill', '--signal', 'HUP', 'prometheus', 'alertmanager')
}

function areShort(): boolean {
  const { groups } = prometheus<{ groups: { rules: { duration?: number }[] }[] }>('rules')
  const { config } = alertmanager<{ config: { original: string } }>('status')
  return (
    groups.every((group) => group.rules.every(({ duration = 0 }) => duration <= 5)) &&
    config.original.includes('group_interval: 5s')
  )
}

/** Shortens the times, in the copy of deploy that the tests run; gives how to make them what they were. */
export async function shortenTimes(): Promise<() => void> {
  const shipped = Object.fromEntries(
    Object.keys(changes).map((name) => [name, readFileSync(join(deploy, name), 'utf8')]),
  )
  const shortened = Object.fromEntries(
    Object.entries(shipped).map(([name, text]) => {
      const changed = changes[name]!(text)
      assert.notEqual(changed, text, `nothing to shorten in ${name}`)
      return [name, changed]
    }),
  )
  put(shortened)
  await until('Prometheus and Alertmanager with short times', 60, () => areShort() || undefined)
  return () => put(shipped)
}
