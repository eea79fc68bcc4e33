import { pluralIn } from '../plural.ts'

const plural = pluralIn('en')

export const messages = {
  title: 'Make it yours',
  about: 'Five steps from the sample twin to your twin. Leave whenever you like: what is done stays done.',
  progress: (done: number, all: number) => `${done} of ${all} steps are done`,
  done: 'Done',
  steps: {
    resume: {
      title: 'Bring a resume',
      about: 'JSON Resume, PDF or DOCX. It fills a form, and you check it before it is saved.',
    },
    documents: {
      title: 'Add documents',
      about: 'Reports, talks, notes, reviews: what you wrote is what your twin can prove.',
    },
    audiences: {
      title: 'Choose who sees what',
      about:
        'Everything is for you alone until you say otherwise. An answer never uses what the person asking may not see.',
    },
    client: {
      title: 'Connect a client',
      about: 'Ask your twin from Claude, VS Code, Cursor or any other program that speaks MCP.',
    },
    share: {
      title: 'Share a link',
      about: 'A recruiter opens it, and asks. You can see how often, and take it back at any time.',
    },
  },
  next: 'Next step',
  finished: { title: 'It is your twin now', about: 'Ask it something, as others will.', ask: 'Ask your twin' },
  resumeIsThere: (name: string) => (name === '' ? 'Your profile is there.' : `The profile of ${name} is there.`),
  editProfile: 'Edit the profile',
  documents: {
    drop: 'Drop documents here, or choose files',
    hint: 'PDF, DOCX, Markdown, text or HTML',
    audience: 'Who sees them',
    adding: 'Adding…',
    there: (count: number) =>
      plural(count, { one: '# document of yours is there.', other: '# documents of yours are there.' }),
    states: { added: 'added', updated: 'updated', unchanged: 'was there already', skipped: 'not read' },
  },
  audiences: {
    nothing: 'There is nothing of yours yet. Bring a resume or add documents first.',
    meaning: {
      public: 'whoever opens the page',
      recruiter: 'people with a share link, and keys for recruiters',
      colleague: 'people you work with',
      owner: 'nobody but you',
    },
    profile: 'Your profile',
    of: (title: string) => `Who sees “${title}”`,
    changed: (title: string, audience: string) => `${title}: ${audience}`,
  },
  client: {
    there: (count: number) => plural(count, { one: '# key or app is set up.', other: '# keys and apps are set up.' }),
    name: 'What is it called?',
    nameHint: 'For you, to tell keys apart.',
    make: 'Make a key',
    made: 'This is shown once. Copy it now. It may ask and read; one that may work with agents and tickets is made in the settings.',
    key: 'Key',
    address: 'Address for MCP',
    config: 'For a file mcp.json',
    online: 'Claude.ai and ChatGPT take no key: add this address as a connector, and sign in here when they ask.',
    onlineAddress: 'Address for connectors',
  },
  share: {
    there: (count: number) => plural(count, { one: '# link lets people in.', other: '# links let people in.' }),
    name: 'Whom is it for?',
    nameHint: 'Such as a company. Only you see it.',
    audience: 'What they see',
    make: 'Make a link',
    link: 'Link',
    linkHint: 'It works for 30 days. Whoever has it is let in, so send it to nobody else.',
  },
}
