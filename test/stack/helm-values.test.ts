import assert from 'node:assert/strict'
import { test } from 'node:test'
import { find, notes, render, type Workload } from './chart.ts'

test('a secret of your own wins, and the addresses are made of it', () => {
  const own = 'a-password-of-ones-own-0123456789'
  const manifests = render(
    'default',
    '--set',
    `secrets.given.database_password=${own},secrets.given.groq_api_key=${own}`,
  )
  const { data = {} } = find(manifests, 'Secret', 'pollux-secrets')
  const text = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString()
  assert.equal(text('database_password'), own)
  assert.equal(text('database_url'), `postgresql://pollux:${own}@pollux-postgres:5432/pollux`)
  const { env } = find<Workload>(manifests, 'Deployment', 'pollux-web').spec.template.spec.containers[0]!
  assert.ok(env?.some(({ name, value }) => name === 'GROQ_API_KEY_FILE' && value === '/run/secrets/groq_api_key'))
  assert.ok(!JSON.stringify(manifests.filter(({ kind }) => kind !== 'Secret')).includes(own))
})

const refused: [why: string, set: string, values: string[], message: RegExp][] = [
  ['a key that is misspelt', 'default', ['--set', 'web.replica=3'], /web.*replica|replica.*web/s],
  ['a number that is none', 'default', ['--set', 'web.replicas=many'], /web.replicas.*(integer|string)/s],
  ['a role that there is not', 'default', ['--set', 'roles=both'], /roles.*(split|merged)/s],
  ['a variable that the app does not read', 'default', ['--set-string', 'app.env.LOG_LEVLE=debug'], /LOG_LEVLE/],
  ['a secret as a variable', 'default', ['--set-string', 'app.env.GROQ_API_KEY=x'], /GROQ_API_KEY/],
  ['a container without limits', 'default', ['--set', 'web.resources.limits=null'], /web.resources.*limits/s],
  ['an owner token that is weak', 'default', ['--set', 'secrets.given.owner_token=secret'], /owner_token.*32/s],
  ['an ingress without a host', 'default', ['--set', 'ingress.enabled=true'], /ingress.host/s],
  [
    'an ingress whose headers nobody believes',
    'default',
    ['--set', 'ingress.enabled=true,ingress.host=pollux.example.com'],
    /ingress\.enabled needs app\.trustProxy/,
  ],
  [
    'a database of your own that nobody named',
    'default',
    ['--set', 'postgres.mode=external'],
    /postgres\.mode is external.*secrets\.given\.database_url/,
  ],
  ['two workers with one volume', 'default', ['--set', 'worker.replicas=2'], /worker may have more than one pod/],
  [
    'a bucket without its keys',
    'default',
    ['--set', 'backups.s3.url=https://s3.example.com/pollux'],
    /backup_s3_access_key and backup_s3_secret_key/,
  ],
  [
    'a secret beside a Secret',
    'production',
    ['--set', 'secrets.given.groq_api_key=x'],
    /put groq_api_key into pollux-production instead/,
  ],
]
for (const [why, set, values, message] of refused)
  test(`${why} is refused, and told`, () => assert.throws(() => render(set, ...values), { message }))

test('the notes say what to do next', () => {
  const said = notes('production')
  for (const part of [
    'https://pollux.example.com',
    'logs deployment/pollux-web',
    'secret pollux-production',
    'tickets/alertmanager',
  ])
    assert.ok(said.includes(part), part)
  assert.match(notes('default'), /port-forward service\/pollux-web 3000:3000/)
  assert.match(notes('default', '--set', 'secrets.given.groq_api_key=x'), /lets nothing out to the internet/)
})
