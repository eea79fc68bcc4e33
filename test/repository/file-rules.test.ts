import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileProblems } from './file-rules.ts'
import { projectFiles, readText } from './project-files.ts'

const binary = /\.(pdf|docx|png|jpg|ico|woff2|gz|zip|bin)$/
// The rule and its tests must name what they forbid; so must the examples of hostile input.
const exempt = /^(test\/repository\/file-rules(\.test)?\.ts$|eval\/datasets\/|sample\/)/

test('every file has its place, its name and a readable length, and gives no machine away', () => {
  const files = projectFiles().filter((path) => !binary.test(path) && !exempt.test(path))
  assert.ok(files.length > 50, 'the scan found the project')
  assert.deepEqual(
    files.flatMap((path) => fileProblems(path, readText(path))),
    [],
  )
})

const cases: [path: string, text: string, problem: RegExp | undefined][] = [
  ['src/twin/answering/answer.ts', '', undefined],
  ['src/storage/migrations/0001_knowledge.sql', '', undefined],
  ['src/utils/date.ts', '', /"utils"/],
  ['src/twin/twin-service.ts', '', /what it does/],
  ['src/twin/readFile.ts', '', /kebab-case/],
  ['web/src/features/Chat/chat.tsx', '', /kebab-case/],
  ['src/twin/README.md', '', undefined],
  ['src/a.ts', 'x\n'.repeat(400), undefined],
  ['src/a.ts', 'x\n'.repeat(401), /401 lines/],
  ['src/a.ts', `// Made by "npm run generate" from a\n${'x\n'.repeat(401)}`, undefined],
  ['src/twin/inbox/inbox-store.ts', 'authorized(audience, row)', undefined],
  ['src/twin/inbox/inbox.ts', 'authorized<Row>(audience, row)', /only stores/],
  ['docs/a.md', 'x\n'.repeat(4000), undefined],
  ['docs/a.md', 'see\n/root/pollux/data', /line 2 holds a path of one machine/],
  ['docs/a.md', 'cd /home/jane/pollux', /path of one machine/],
  ['docs/a.md', 'JSON pointer /work/0/name', undefined],
  ['docs/a.md', '"resolved": "https://registry.example.org/pg"', /registry/],
  ['docs/a.md', 'a folder only root can enter (/root is 0700), or ~/pollux, or https://example.org/work/x', undefined],
]
for (const [path, text, problem] of cases) {
  test(`${path}${problem ? ` is refused: ${problem.source}` : ' is fine'} (${text.length})`, () => {
    const problems = fileProblems(path, text)
    if (problem === undefined) assert.deepEqual(problems, [])
    else assert.match(problems.join('\n'), problem)
  })
}
