import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { until } from './until.ts'

/** An alert as Alertmanager's interface, version 2, shows it. */
export interface AlertmanagerAlert {
  readonly fingerprint: string
  readonly labels: Readonly<Record<string, string>>
  readonly status: { readonly state: string }
  readonly startsAt: string
}

export interface Alertmanager extends AsyncDisposable {
  readonly url: string
  /** Tells it of an alert, as Prometheus does; `endsAt` ends it. */
  post(alert: {
    labels: Record<string, string>
    annotations: Record<string, string>
    startsAt: Date
    endsAt?: Date
  }): Promise<void>
  /** The alerts of that name that are firing now. */
  firing(name: string): Promise<AlertmanagerAlert[]>
}

export interface AlertmanagerOptions {
  readonly port: number
  /** For its files. */
  readonly folder: string
  /** Where it sends alerts, and the file with the token that it shows there. */
  readonly webhook: string
  readonly tokenFile: string
}

/** Debian's prometheus-alertmanager on that port of 127.0.0.1, sending each alert to a webhook at once. Disposing stops it. */
export async function startAlertmanager({
  port,
  folder,
  webhook,
  tokenFile,
}: AlertmanagerOptions): Promise<Alertmanager> {
  const config = join(folder, 'alertmanager.yml')
  await writeFile(
    config,
    `route: { receiver: pollux, group_by: ['...'], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: pollux
    webhook_configs:
      - url: ${JSON.stringify(webhook)}
        send_resolved: true
        http_config: { authorization: { credentials_file: ${JSON.stringify(tokenFile)} } }
`,
  )
  const words = [
    `--config.file=${config}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]
  const child = spawn('prometheus-alertmanager', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  let printed = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text))
  await once(child, 'spawn').catch((error: unknown) => {
    throw new Error('prometheus-alertmanager could not be started. Run: npm run setup-tests', { cause: error })
  })
  const atExit = () => void child.kill('SIGKILL')
  process.once('exit', atExit)
  const stop = async () => {
    process.off('exit', atExit)
    child.kill('SIGKILL')
    await ended
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await until('Alertmanager', async () => {
      if (child.exitCode !== null) throw new Error(`prometheus-alertmanager ended:\n${printed}`)
      return fetch(`${url}/-/ready`).then(
        ({ ok }) => ok || undefined,
        () => undefined, // not listening yet
      )
    })
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    async post(alert) {
      const reply = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify([alert]),
      })
      if (!reply.ok) throw new Error(`Alertmanager refused the alert: ${reply.status} ${await reply.text()}`)
    },
    async firing(name) {
      const filter = encodeURIComponent(`alertname="${name}"`)
      const reply = await fetch(`${url}/api/v2/alerts?active=true&filter=${filter}`)
      return (await reply.json()) as AlertmanagerAlert[]
    },
    [Symbol.asyncDispose]: stop,
  }
}
