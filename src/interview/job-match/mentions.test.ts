import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentionGroups, provesSkill } from './mentions.ts'

const groups = (text: string) => mentionGroups(text, 'en').map((group) => group.map(({ name }) => name).join(' | '))

const cases: [requirement: string, wanted: string[]][] = [
  ['Python and SQL', ['Python', 'SQL']],
  ['Python or Bash', ['Python | Bash']],
  ['AWS, Azure or Google Cloud', ['AWS | Azure | Google Cloud']],
  ['Ansible, Terraform and Docker', ['Ansible', 'Terraform', 'Docker']],
  ['at least one public cloud (AWS, Azure or Google Cloud)', ['AWS | Azure | Google Cloud']],
  ['an RTOS such as FreeRTOS or Zephyr', ['RTOS | FreeRTOS | Zephyr']],
  ['Solid Linux administration, preferably Debian', ['Linux']],
  ['C# (.NET Framework, LINQ)', ['C#']],
  ['Java, JavaScript and Go; go home early', ['Java', 'JavaScript', 'Go']],
  ['experience with R&D claims', []],
  ['InfiniBand and PCI DSS', ['InfiniBand', 'PCI DSS']],
  ['Slurm or another batch scheduler', ['Slurm']],
  ['Python, Docker, for orchestration', ['Python', 'Docker']],
]
for (const [requirement, wanted] of cases)
  test(`names in: ${requirement}`, () => assert.deepEqual(groups(requirement), wanted))

test('a name proves itself, its other names and its kind, and nothing that only looks like it', () => {
  assert.ok(provesSkill('I ran 12 Postgres servers', 'PostgreSQL', 'en'))
  assert.ok(provesSkill('We monitored it with Prometheus', 'monitoring', 'en'))
  assert.ok(!provesSkill('I did the monitoring', 'Prometheus', 'en'))
  assert.ok(!provesSkill('I write JavaScript', 'Java', 'en'))
  assert.ok(!provesSkill('I write C++', 'C', 'en'))
  assert.ok(!provesSkill('Let it go', 'Go', 'en'))
})

test('a row of commas is no list, and is read as fast as words are', () => {
  const began = performance.now()
  assert.deepEqual(groups(`Python, Docker${', - '.repeat(140)} x`), ['Python', 'Docker'])
  assert.ok(performance.now() - began < 1_000)
})
