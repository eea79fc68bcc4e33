import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createQuestionBank } from '../question-bank/question-bank.ts'
import { scoreAnswer } from './score-answer.ts'

/** Right and fluently wrong answers to questions of the bank, whose points (`looksFor`) were there before. */
const answers: Record<string, { right: string; wrong: string }> = {
  'technical-001': {
    right:
      'I would measure first, with a profiler on a slice of the data, before I change any code. If the time grows with the square of the rows, I look for a loop inside a loop or a lookup in a list, and replace it with a dictionary. I also check whether each row causes a database query; one call for each of a million rows costs more than the arithmetic. Then I look at memory, because swapping looks like slow code. Finally I measure again with the full million rows to confirm it.',
    wrong:
      'I would rewrite it in C++, because Python is slow. A bigger server helps too, since more cores always mean that a script runs faster. I would add threads first, so the work is shared. If it is still slow then the database is probably bad, so I would ask for another one.',
  },
  'technical-002': {
    right:
      'I would use a hash set, because membership lookups take constant time on average. A list has to be scanned for every check, so a hundred thousand checks against a million customers would take far too long. The cost is memory, and the order is lost. If there were only ten customers, a list or a sorted array with binary search would be fine.',
    wrong:
      'I would use a plain list, because it keeps the order in which customers came. Each check walks through it, which is quick because computers are fast today. If it became slow I would buy a bigger machine, so that the loop runs faster. A dictionary is only for text, so it does not fit numbers.',
  },
  'technical-012': {
    right:
      'First I compare the execution plan of today with the one of last month, because a changed plan is the usual cause. Then I check whether statistics are stale or an index has gone, and how much the table has grown. I also look at locks and what else runs on the server at that time. If the plan does a sequential scan where it used an index, I run analyze and compare again. I change one thing at a time and measure it.',
    wrong:
      'I would restart the database, because that clears its memory. Then I would add an index on every column, so that all queries are fast. If it is still slow, I tell the users to run the report at night, since nobody works then.',
  },
  'technical-020': {
    right:
      'Most likely a process still holds a deleted file open, so du does not see it but df counts it. I run lsof +L1 to find such files, and restart the process or truncate the file through /proc. If that is not it, I check whether something was written under a mount point before it was mounted, and I look at inodes with df -i. Afterwards I fix the log rotation, so that it does not happen again.',
    wrong:
      'The disk is broken then, because the numbers must agree. I would format it and restore the backup, so that the file system is new. If it happens again, I would delete the logs every night, since nobody reads them.',
  },
  'technical-034': {
    right:
      'I never bake it into the image, because everybody who can pull the image could read it. The orchestrator mounts it at run time from a secret store such as Vault, as a file that only the process can read. I prefer a file over an environment variable, since variables end up in crash dumps and logs. Each application gets its own account with the least rights, and the password is rotated; if it leaks we can revoke one.',
    wrong:
      'I put it into the Dockerfile, because then it is always there. The image is private, so nobody sees it. If somebody needs it, I send it by mail, which is safe because our mail is encrypted. We change it only if somebody leaves.',
  },
}

const bank = createQuestionBank()
const page = readFileSync(new URL('../../../docs/reference/scoring.md', import.meta.url), 'utf8').replace(/\s+/g, ' ')

async function totals(points: 'with points' | 'without'): Promise<{ right: number[]; wrong: number[] }> {
  const scored = await Promise.all(
    Object.entries(answers).map(async ([id, { right, wrong }]) => {
      const { question, looksFor } = await bank.find(id)
      const total = (answer: string) =>
        scoreAnswer({ question, kind: 'technical', answer, ...(points === 'with points' && { looksFor }) }).total
      return { right: total(right), wrong: total(wrong) }
    }),
  )
  return { right: scored.map(({ right }) => right), wrong: scored.map(({ wrong }) => wrong) }
}

test('the points of a good answer tell each right technical answer from a wrong one by 20 of 100', async () => {
  const { right, wrong } = await totals('with points')
  for (const [index, id] of Object.keys(answers).entries())
    assert.ok(right[index]! >= wrong[index]! + 20, `${id}: ${right[index]} and ${wrong[index]}`)
})

test('without them a right technical answer is not punished for telling no story', async () => {
  const { right } = await totals('without')
  for (const total of right) assert.ok(total >= 50, right.join())
})

test('docs/reference/scoring.md has what was measured', async () => {
  for (const points of ['with points', 'without'] as const) {
    const { right, wrong } = await totals(points)
    const row = `| ${points} | ${right.join(', ')} | ${wrong.join(', ')} |`
    assert.ok(page.includes(row), row)
  }
})
