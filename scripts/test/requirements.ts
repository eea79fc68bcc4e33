import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

interface Requirement {
  readonly what: string
  /** Name of the Debian package. */
  readonly package: string
  readonly present: () => boolean
}

const chromium: Requirement = {
  what: 'Chromium',
  package: 'chromium',
  present: () =>
    ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((path) => existsSync(path)),
}
const postgres15: Requirement = {
  what: 'PostgreSQL 15',
  package: 'postgresql-15',
  present: () => existsSync('/usr/lib/postgresql/15/bin/initdb'),
}
const whereIs = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .concat('/usr/sbin', '/sbin')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
const program = (name: string, debianPackage: string): Requirement => ({
  what: name,
  package: debianPackage,
  present: () => whereIs(name) !== undefined,
})

/** Debian calls it testssl, its own project testssl.sh. */
export const findTestssl = (): string | undefined => whereIs('testssl') ?? whereIs('testssl.sh')

export interface Needs {
  readonly chromium?: boolean
  readonly postgres15?: boolean
  readonly redis?: boolean
  readonly alertmanager?: boolean
  readonly loopbackOnly?: boolean
  readonly testssl?: boolean
}

/** What the tests need beside npm packages and this machine lacks. */
export function missingRequirements(needs: Needs): Requirement[] {
  const required = [
    program('git', 'git'),
    program('curl', 'curl'),
    ...(needs.postgres15 ? [postgres15] : []),
    ...(needs.redis ? [program('redis-server', 'redis-server')] : []),
    ...(needs.alertmanager ? [program('prometheus-alertmanager', 'prometheus-alertmanager')] : []),
    ...(needs.chromium ? [chromium] : []),
    ...(needs.testssl
      ? [{ what: 'testssl.sh', package: 'testssl.sh', present: () => findTestssl() !== undefined }]
      : []),
    ...(needs.loopbackOnly && process.platform === 'linux'
      ? [program('ip', 'iproute2'), program('unshare', 'util-linux')]
      : []),
  ]
  return required.filter(({ present }) => !present())
}

/** Installs them with apt-get, when we are root on a Debian; else throws what a person can run, and how to do `without`. */
export function installRequirements(missing: readonly Requirement[], without = 'npm test -- --only unit'): void {
  if (missing.length === 0) return
  const names = missing.map((requirement) => requirement.package)
  const what = missing.map((requirement) => requirement.what).join(', ')
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error(
      `The tests need ${what}. On Debian 12: sudo apt-get install ${names.join(' ')}\n` +
        `To run tests that need none of it: ${without}`,
    )
  }
  process.stderr.write(`Installing ${what} with apt-get\n`)
  if (names.includes(postgres15.package)) keepDebianFromStartingADatabase()
  apt(['update'])
  withoutStartingServices(() => apt(['install', '--yes', '--no-install-recommends', ...names]))
}

/** Redis's and Alertmanager's packages would start services; the tests start their own (Debian Policy 9.3.3.2). */
function withoutStartingServices(install: () => void): void {
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !existsSync(policy)
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    install()
  } finally {
    if (ours) rmSync(policy)
  }
}

/** Debian's package would make and start a database of its own; the tests start theirs. */
function keepDebianFromStartingADatabase(): void {
  const file = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(file) && /^create_main_cluster/m.test(readFileSync(file, 'utf8'))) return
  mkdirSync('/etc/postgresql-common', { recursive: true })
  writeFileSync(file, 'create_main_cluster = false\n', { flag: 'a' })
}

function apt(args: string[]): void {
  const keepOurFiles = ['-o', 'Dpkg::Options::=--force-confold', '-o', 'DPkg::Lock::Timeout=300']
  const { status } = spawnSync('apt-get', ['-qq', ...keepOurFiles, ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) throw new Error(`apt-get ${args[0]} failed; see above`)
}
