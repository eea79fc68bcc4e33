import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

export const messages = {
  about: 'What is kept and for how long, all of it as a file, and the end of it.',
  kept: 'What is kept',
  keptAbout: 'How long is set where the server is configured; it deletes what is older by itself, every day.',
  what: 'What',
  howLong: 'How long',
  setBy: 'Setting',
  rows: {
    answers: 'Questions and answers',
    inbox: 'Questions in the inbox, open or dismissed, since they were last asked',
    counts: 'Figures about visitors (no cookies, no addresses)',
    events: 'Single events',
    visitors: 'Pseudonyms of visitors',
    runs: 'Runs of agents, after their end',
    rest: 'Sources, tickets, interviews and postings',
    audit: 'Audit log and receipts',
  },
  days: (count: number) => plural(count, { one: '# day', other: '# days' }),
  ever: 'Without end',
  untilDeleted: 'Until somebody deletes them',
  off: 'Nothing is counted',
  export: 'All of it as a file',
  exportAbout:
    'One JSON file: people, sources with their texts, answers, inbox, interviews, scores, postings, tickets, runs, approvals, figures, audit log. No passwords, keys or tokens. The audit log notes that it was made.',
  exportStart: 'Export everything',
  exporting: (size: string) => `Exporting… ${size}`,
  exported: (size: string) => `The file is complete: ${size}`,
  stop: 'Stop',
  delete: 'Delete',
  deleteAbout: 'It cannot be undone. The audit log keeps that it was done, and by whom.',
  answers: 'Questions and answers',
  answersAbout:
    'What was asked and answered, with the conversations, and the questions in the inbox, open or dismissed. What you answered there stays, as a source; so do figures that count them.',
  figures: 'Figures about visitors',
  figuresAbout: 'What the analytics show. Answers stay.',
  which: 'Which',
  choices: { before: 'From before a day', link: 'Of one share link', everything: 'All of it' },
  day: 'Before which day (UTC)',
  link: 'Which share link',
  noLinks: 'There are no share links.',
  deleteButton: 'Delete…',
  keep: 'Keep',
  confirm: {
    answers: 'Delete these questions and answers?',
    figures: 'Delete these figures?',
  },
  confirmBefore: (day: string) => `All from before ${day} is deleted for good.`,
  confirmLink: (name: string) => `What was counted of “${name}” is deleted for good.`,
  confirmEverything: 'All of it is deleted for good.',
  deletedAnswers: (count: number) => plural(count, { one: '# answer is deleted.', other: '# answers are deleted.' }),
  deletedQuestions: (count: number) =>
    plural(count, { one: '# question in the inbox is deleted.', other: '# questions in the inbox are deleted.' }),
  deletedFigures: 'The figures are deleted.',
}
