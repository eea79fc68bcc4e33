import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

export const messages = {
  title: 'Inbox',
  about:
    'What people asked and the twin could not answer, or answered badly. Your answer becomes a source, with the audience you choose.',
  states: { open: 'Open', answered: 'Answered', dismissed: 'Dismissed' },
  showing: 'Show',
  all: 'All questions',
  onlyBad: 'Badly rated answers',
  nothing: {
    open: {
      title: 'Nothing waits for you',
      advice: 'Every question that was asked has an answer. New ones that nothing answers appear here.',
    },
    bad: {
      title: 'No answer was rated badly',
      advice: 'When somebody gives an answer one or two points, its question appears here with the reason.',
    },
    answered: {
      title: 'You have answered nothing yet',
      advice: 'What you answer here is kept, and can be taken back.',
    },
    dismissed: { title: 'Nothing is dismissed', advice: 'What you dismiss can be brought back from here, or deleted.' },
  },
  askChat: 'Ask the twin something',
  askedTimes: (count: number) => plural(count, { one: 'asked once', other: 'asked # times' }),
  highestAsker: (audience: string) => `by: ${audience}`,
  after: (question: string) => `After “${question}”`,
  lastAsked: (when: string) => `last ${when}`,
  badlyRated: 'Badly rated',
  ratedBecause: (reason: string) => `Because: ${reason}`,
  noReason: 'No reason was given.',
  similar: (count: number) =>
    plural(count, { one: 'One more question is about the same', other: '# more questions are about the same' }),
  answer: 'Answer',
  sayNow: 'What it says now',
  hideSay: 'Hide what it says',
  dismiss: 'Dismiss',
  dismissed: (count: number) => plural(count, { one: 'The question is dismissed', other: '# questions are dismissed' }),
  yourAnswer: 'Your answer',
  answerHint: 'In the first person, as you would say it. The twin quotes it word for word.',
  audience: 'Who may see it',
  audienceTooHigh: (asker: string) => `It was asked by: ${asker}. They will not see this answer.`,
  also: 'It answers these too',
  send: 'Store the answer',
  stored: 'Your answer is a source now, and the twin was asked again:',
  takeBack: 'Take it back',
  takenBack: 'The question is open again; your words are kept in its answer field',
  reopen: 'Open again',
  reopened: 'The question is open again',
  readAnswer: 'Read your answer',
  hideAnswer: 'Hide your answer',
  visibleTo: (audience: string) => `Seen by: ${audience}`,
  gone: 'Answered by a source that is gone since.',
  readOnly: {
    title: 'Only the owner answers',
    advice: 'You see the questions that were asked at your level or below.',
  },
  fewer: {
    title: (shown: string, total: string) => `Here are ${shown} of ${total} questions`,
    advice: 'Those asked at the lowest level, and least often, are left out. They follow as others leave the list.',
  },
  remove: {
    title: (count: number) => plural(count, { one: 'Delete this question?', other: 'Delete these # questions?' }),
    advice:
      'This cannot be undone. What is asked again comes in as new. The audit log keeps that you did it, not what was asked.',
    done: (count: number) => plural(count, { one: 'The question is deleted', other: '# questions are deleted' }),
  },
  someFailed: 'Not all were changed; the list shows what is so now',
}
