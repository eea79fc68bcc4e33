import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

export const messages = {
  about:
    'What happened and who did it, each entry sealed with the hash of the one before. A changed or missing entry is found.',
  verify: 'Verify now',
  verifying: 'Verifying…',
  holds: 'The log is whole',
  holdsAbout: (entries: number) =>
    plural(entries, {
      one: '# entry was computed again, and fits; so do the answers it tells of.',
      other: '# entries were computed again, and each fits; so do the answers they tell of.',
    }),
  waiting: (count: number) =>
    plural(count, { one: '# answer is not in the log yet.', other: '# answers are not in the log yet.' }),
  broken: (sequence: number) => `Entry ${sequence} does not hold`,
  brokenAbout: (reason: string, entries: number) =>
    `${reason}. The ${entries} before it hold. Keep a copy of the database, and compare it with a backup.`,
  checkpoint: 'Download a checkpoint',
  checkpointHint:
    'A checkpoint says, signed, where the log stands. Kept elsewhere, it shows later whether the end was cut off.',
  filters: 'Filters',
  kind: 'Kind',
  kinds: {
    all: 'All kinds',
    answers: 'Answers',
    receipt: 'Receipts of agents',
    approval: 'Approvals',
    api_key: 'API keys',
    share_link: 'Share links',
    denial: 'Refused requests',
    user: 'People',
    connected_app: 'Apps',
    sign_in: 'Sign-ins',
    experiment: 'Experiments',
    answers_deleted: 'Deleted answers',
    questions_deleted: 'Deleted questions',
    analytics_deleted: 'Deleted analytics',
    data_exported: 'Exports',
  },
  by: 'By',
  subject: 'About',
  subjectHint: 'An id, exactly.',
  from: 'From',
  to: 'To',
  apply: 'Show',
  clear: 'Clear',
  entry: 'Entry',
  when: 'When',
  details: (sequence: number) => `Entry ${sequence}`,
  says: 'What it says',
  hash: 'Its hash',
  previous: 'The hash before it',
  next: 'Next page',
  first: 'First page',
  none: 'Nothing is in the log yet',
  noneAdvice: 'Ask the twin something, or make a key: it appears here.',
  noMatch: 'No entry fits',
  noMatchAdvice: 'Change the filters, or clear them.',
}
