import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { serverEnvironment } from '../support/server-environment.ts'

const drill = fileURLToPath(new URL('../../scripts/drill/drill.ts', import.meta.url))

const hash = '[0-9a-f]{12}…'
const approved = (call: string) =>
  new RegExp(`approval +row of approvals: ${call} for system, approved by owner with the hash ${hash}, used`)
const closed = (sop: string) => new RegExp(`closed +row 1 of tickets: closed after \\d+ s.* ${sop} resolved`)
const receipt = new RegExp(`receipt +row of agent_runs: succeeded, verified; entry \\d+ of the chain \\(${hash}\\)`)

/** What each story must have seen, in this order, and nothing else. */
const expected: readonly (readonly RegExp[])[] = [
  [
    /fault +redis-server \(process \d+\) was killed; PING fails: ECONNREFUSED/,
    /alert +row \d+ of monitoring_samples: service_down of redis/,
    /ticket +row 1 of tickets: "The service redis is down\."/,
    /classification row 1 of tickets: software/,
    /SOP +rows of agent_runs and agent_steps: run_\w+… chose service-down, because the alert is service_down/,
    approved(String.raw`commander\.execute_command \{"command":"start-redis"\}`),
    /action +redis-server runs again, as process \d+/,
    /probe +PING, sent by the drill: PONG/,
    /alert ended .*nothing fires; row of ticket_alerts: resolved/,
    receipt,
    closed('service-down'),
  ],
  [
    /fault .*ENOSPC; statfs .*: 100 % used/,
    /alert +Alertmanager, GET \/api\/v2\/alerts: DiskFull .* is active, fingerprint [0-9a-f]{16}/,
    /ticket +row 1 of tickets: "The disk .* is full", critical, from an alert \([0-9a-f]{16}\)/,
    /classification row 1 of tickets: performance \/ disk_space/,
    /SOP +rows of agent_runs and agent_steps: run_\w+… chose disk-full, because the alert is DiskFull/,
    approved(String.raw`sync\.sync_cache_db \{"operation":"clear_stale"\}`),
    approved(String.raw`commander\.execute_command \{"command":"empty-old-logs"\}`),
    /action +the old logs are gone; left in .*: shop\.log/,
    /probe +statfs .*, by the drill: 0 % used/,
    /alert ended +Alertmanager, GET \/api\/v2\/alerts: none; row of ticket_alerts [0-9a-f]{16}: resolved/,
    receipt,
    closed('disk-full'),
  ],
  [
    /before +backup [0-9a-f]+ \(verified\); rows: sources \d+ /,
    /fault +DELETE FROM sources took the source .*; rows: sources \d+ /,
    /alert .*the canary is down since .* is refused/,
    /ticket +row 1 of tickets: "The application gives no answer to its canary question\."/,
    /classification row 1 of tickets: software/,
    /SOP +rows of agent_runs and agent_steps: run_\w+… chose canary-fails, because the alert is canary_failing/,
    approved(String.raw`sync\.sync_cache_db \{"operation":"verify_consistency"\}`),
    approved(String.raw`sync\.sync_cache_db \{"operation":"clear_stale"\}`),
    approved(String.raw`sync\.sync_cache_db \{"operation":"sync_all","force":true\}`),
    approved(
      String.raw`backup\.restore_backup \{"backup_id":"[0-9a-f]+","target":"live","journal":"keep","part":"knowledge"\}`,
    ),
    /action +row of restores: .*; the same rows and hashes as before: sources \d+ /,
    /probe .*asked by the drill: "My current employer is Tessarune/,
    /alert ended .*nothing fires; row of ticket_alerts: resolved/,
    receipt,
    closed('canary-fails'),
  ],
]

test('the drill: three faults, seen, asked about, healed and closed', { timeout: 120_000 }, async () => {
  const { output, code } = await runDrill()
  const stories = output.split(/^Story \d: /m).slice(1)
  assert.equal(stories.length, expected.length, output)
  const mounts = canMount()
  for (const [index, story] of stories.entries()) {
    if (index === 1 && !mounts) {
      assert.match(story, /✖ a small file system cannot be mounted here, which needs root/)
      continue
    }
    const steps = [...story.matchAll(/^ +\d+\. (.*)$/gm)].map(([, line = '']) => line)
    assert.equal(steps.length, expected[index]!.length, story)
    for (const [place, pattern] of expected[index]!.entries()) assert.match(steps[place]!, pattern)
  }
  assert.match(output, mounts ? /\n3 stories, 3 closed\n$/ : /\n3 stories, 2 closed\n$/)
  assert.equal(code, mounts ? 0 : 1)
  assert.deepEqual(await readdir(tmpdir()), [], 'it leaves nothing in the temporary folder')
  const [disk] = /(?<=statfs )\S+(?=:)/.exec(output) ?? []
  if (mounts) assert.equal((await readFile('/proc/mounts', 'utf8')).includes(disk!), false, 'nor a mount')
})

async function runDrill(): Promise<{ output: string; code: number | null }> {
  const { POLLUX_OWNER_TOKEN: _, ...env } = serverEnvironment()
  const child = spawn(process.execPath, [drill], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  return { output, code: code as number | null }
}

function canMount(): boolean {
  return process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
}
