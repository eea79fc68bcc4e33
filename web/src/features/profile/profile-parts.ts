import type { messages } from '../../messages/profile/en.ts'

export type PartName = keyof (typeof messages)['parts']
export type BlockName = keyof (typeof messages)['blocks']
export type FieldName = keyof (typeof messages)['fields']

export interface FieldSpec {
  name: FieldName
  /** Below its block or entry. */
  at: string
  /** What older versions of JSON Resume call it. */
  older?: string
  /** `lines`: a list of texts, one a line. */
  kind: 'line' | 'text' | 'lines' | 'date' | 'amount'
  /** Beside another one where there is room. */
  half?: true
  /** Who sees it can be said of it alone. */
  audience?: true
}

export interface BlockSpec {
  name: BlockName
  /** Where it stands in the profile. */
  pointer: string
  fields: readonly FieldSpec[]
  /** Its entries are a list, each called by these of its fields. */
  list?: { calledBy: readonly string[] }
}

const line = (name: FieldName, at = `/${name}`, more: Partial<FieldSpec> = {}): FieldSpec => ({
  name,
  at,
  kind: 'line',
  ...more,
})
const half = (name: FieldName, at = `/${name}`, more: Partial<FieldSpec> = {}): FieldSpec =>
  line(name, at, { half: true, ...more })
const text = (name: FieldName, at = `/${name}`): FieldSpec => ({ name, at, kind: 'text' })
const lines = (name: FieldName, at = `/${name}`): FieldSpec => ({ name, at, kind: 'lines' })
const date = (name: FieldName, at = `/${name}`): FieldSpec => ({ name, at, kind: 'date', half: true })
const period = [date('startDate'), date('endDate')]
const ownAudience = { audience: true } as const

/** The profile as forms: its parts, each with its blocks. */
export const parts: Readonly<Record<PartName, readonly BlockSpec[]>> = {
  about: [
    {
      name: 'basics',
      pointer: '/basics',
      fields: [
        half('name'),
        half('headline', '/label'),
        text('summary'),
        half('email', '/email', ownAudience),
        half('phone', '/phone', ownAudience),
        half('url', '/url', { older: '/website' }),
        half('city', '/location/city'),
        half('region', '/location/region'),
        half('countryCode', '/location/countryCode'),
        half('postalCode', '/location/postalCode'),
        half('address', '/location/address', ownAudience),
      ],
    },
    {
      name: 'languages',
      pointer: '/languages',
      list: { calledBy: ['/language', '/name', '/fluency'] },
      fields: [half('language', '/language', { older: '/name' }), half('fluency', '/fluency', { older: '/level' })],
    },
    {
      name: 'profiles',
      pointer: '/basics/profiles',
      list: { calledBy: ['/network', '/username'] },
      fields: [half('network'), half('username'), line('url')],
    },
  ],
  work: [
    {
      name: 'work',
      pointer: '/work',
      list: { calledBy: ['/position', '/name', '/company'] },
      fields: [
        half('position'),
        half('employer', '/name', { older: '/company' }),
        ...period,
        half('place', '/location'),
        half('url', '/url', { older: '/website' }),
        text('summary'),
        lines('highlights'),
      ],
    },
    {
      name: 'projects',
      pointer: '/projects',
      list: { calledBy: ['/name', '/entity'] },
      fields: [
        half('projectName', '/name'),
        half('url'),
        ...period,
        text('description'),
        lines('highlights'),
        lines('keywords'),
      ],
    },
    {
      name: 'volunteer',
      pointer: '/volunteer',
      list: { calledBy: ['/position', '/organization'] },
      fields: [half('position'), half('organization'), ...period, text('summary'), lines('highlights')],
    },
  ],
  stories: [
    {
      name: 'achievements',
      pointer: '/x-pollux/achievements',
      list: { calledBy: ['/title', '/employer'] },
      fields: [
        line('title'),
        half('employer', '/employer'),
        date('date'),
        text('situation'),
        text('task'),
        text('action'),
        text('result'),
        lines('skills'),
      ],
    },
  ],
  education: [
    {
      name: 'education',
      pointer: '/education',
      list: { calledBy: ['/studyType', '/area', '/institution'] },
      fields: [
        half('institution'),
        half('area'),
        half('studyType'),
        half('score', '/score', { older: '/gpa' }),
        ...period,
        lines('courses'),
      ],
    },
    {
      name: 'certificates',
      pointer: '/certificates',
      list: { calledBy: ['/name', '/issuer'] },
      fields: [half('certificate', '/name'), half('issuer'), date('date'), half('url')],
    },
    {
      name: 'awards',
      pointer: '/awards',
      list: { calledBy: ['/title', '/awarder'] },
      fields: [half('award', '/title'), half('awarder'), date('date'), text('summary')],
    },
    {
      name: 'publications',
      pointer: '/publications',
      list: { calledBy: ['/name', '/publisher'] },
      fields: [half('publication', '/name'), half('publisher'), date('releaseDate'), half('url'), text('summary')],
    },
  ],
  skills: [
    {
      name: 'skills',
      pointer: '/skills',
      list: { calledBy: ['/name', '/level'] },
      fields: [half('skill', '/name'), half('level'), lines('keywords')],
    },
    {
      name: 'interests',
      pointer: '/interests',
      list: { calledBy: ['/name'] },
      fields: [line('interest', '/name'), lines('keywords')],
    },
    {
      name: 'references',
      pointer: '/references',
      list: { calledBy: ['/name'] },
      fields: [line('referee', '/name'), text('reference')],
    },
  ],
  terms: [
    {
      name: 'compensation',
      pointer: '/x-pollux/compensation',
      fields: [
        { name: 'currentPay', at: '/current', kind: 'amount' },
        { name: 'expectedPay', at: '/expected', kind: 'amount' },
        text('note'),
      ],
    },
    {
      name: 'preferences',
      pointer: '/x-pollux/preferences',
      fields: [lines('locations'), half('remote'), half('noticePeriod'), half('travel'), half('workPermit')],
    },
  ],
  interview: [
    {
      name: 'interview',
      pointer: '/x-pollux/interview',
      fields: [
        text('selfIntroduction'),
        text('whyHireMe'),
        lines('strengths'),
        lines('weaknesses'),
        lines('careerGoals'),
        lines('questionsForEmployer'),
      ],
    },
    {
      name: 'opinions',
      pointer: '/x-pollux/interview/opinions',
      list: { calledBy: ['/topic'] },
      fields: [line('topic'), text('view')],
    },
  ],
}

export const partNames = Object.keys(parts) as PartName[]

/** The part whose forms hold a pointer. */
export function partOf(pointer: string): PartName {
  const holds = (name: PartName) =>
    Math.max(
      0,
      ...parts[name].map((block) => (`${pointer}/`.startsWith(`${block.pointer}/`) ? block.pointer.length : 0)),
    )
  return partNames.reduce((best, name) => (holds(name) > holds(best) ? name : best), 'about')
}
