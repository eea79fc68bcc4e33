import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

export const messages = {
  title: 'Knowledge',
  about: 'What the twin answers from. Everybody is answered only from what you let them see.',
  tabs: { sources: 'Sources', preview: 'What others see', check: 'To check' },
  readOnly: { title: 'Only the owner changes sources', advice: 'You see those that are meant for you.' },

  newAudience: 'Who may see what you add',
  keepAudience: 'Only you, or as before',
  drop: 'Drop files here, or choose them',
  dropHint: 'JSON Resume, Markdown, text, HTML, PDF, DOCX. The same name again is a new version.',
  uploads: 'Files being added',
  arrived: (arrived: number, all: number) => `${arrived} of ${all} arrived`,
  resend: (count: number) =>
    plural(count, { one: 'Send the one that is missing', other: 'Send the # that are missing' }),
  clear: 'Clear the list',
  giveUp: 'Give up the rest',
  steps: { waiting: 'Waits', sending: 'Is sent', reading: 'Is read', skipped: 'Not read', broken: 'Did not arrive' },
  statuses: { added: 'Added', updated: 'Updated', unchanged: 'Unchanged' },
  passages: (count: number) => plural(count, { one: '# passage', other: '# passages' }),
  reasons: {
    too_large: 'The file is too large.',
    encrypted_pdf: 'The file is locked with a password.',
    empty: 'There is no text in it.',
    unknown_type: 'Files of this type cannot be read.',
    no_text_layer: 'The PDF holds pictures of pages and no text. Run it through text recognition first.',
    timeout: 'Reading it took too long.',
    too_complex: 'It is nested too deeply.',
    not_utf8: 'The text is not UTF-8. Store it as UTF-8 and send it again.',
    binary: 'It is not text and not a file of a kind that can be read.',
    zip_bomb: 'It unpacks to far more than it holds.',
    damaged: 'The file is damaged.',
  } as Record<string, string>,

  search: 'Find by title',
  filterAudience: 'Seen by',
  everyAudience: 'All sources',
  nothing: { title: 'The twin knows nothing yet', advice: 'Drop a resume or a document above.' },
  noMatch: { title: 'No source fits', advice: 'Change the words or the audience above.' },
  columns: {
    title: 'Title',
    kind: 'Kind',
    audience: 'Seen by',
    expires: 'Until',
    passages: 'Passages',
    updated: 'Changed',
  },
  kinds: { profile: 'Profile', document: 'Document', sop: 'Procedure', answer: 'Your answer' } as Record<
    string,
    string
  >,
  forever: 'no end',
  expired: 'Expired',
  expiredOn: (date: string) => `Expired ${date}`,
  count: (shown: number, all: number) =>
    shown === all ? plural(all, { one: '# source', other: '# sources' }) : `${shown} of ${all} sources`,

  version: 'Version',
  origin: 'From',
  change: 'Change',
  titleField: 'Title',
  audienceField: 'Who may see it',
  expiryField: 'Last day',
  expiryHint: 'Until the end of that day in UTC; afterwards it answers nothing. Empty: no end.',
  changed: (title: string) => `Changed: ${title}`,
  text: 'Text',
  remove: 'Delete…',
  removeTitle: 'Delete this source?',
  removeAdvice: 'All its versions and passages go, and answers cannot rest on it any more. This cannot be undone.',
  removeNow: 'Delete it',
  removed: (title: string) => `Deleted: ${title}`,

  eyes: 'Look as',
  seen: (seen: number, hidden: number) =>
    `${plural(seen, { one: 'Sees # source', other: 'Sees # sources' })}, ${plural(hidden, { one: '# is hidden', other: '# are hidden' })}.`,
  seesNothing: { title: 'Sees nothing', advice: 'Let some sources be seen by them, in the list of sources.' },
  testQuestion: 'Ask as they would',
  testHint: 'Really asked; it is in no figures and no inbox.',
  ask: 'Ask',

  expiredTitle: 'Expired, or soon',
  expiredAbout: 'What has expired answers nothing any more. Give it a new last day, or delete it.',
  noneExpired: 'Nothing has expired, and nothing will within 30 days.',
  endsOn: (date: string) => `Ends ${date}`,
  contradictions: 'Contradictions',
  contradictionsAbout:
    'Fields of two profiles that differ, and sentences of two sources that differ in one number alone. What contradicts in other words is not found.',
  noContradictions: (count: number) => plural(count, { one: 'None in # source.', other: 'None in # sources.' }),
  comparedSome: (compared: number, all: number) => `The newest ${compared} of ${all} sources were compared.`,
  field: (pointer: string) => `Profile field ${pointer}`,
  open: 'Open',
}
