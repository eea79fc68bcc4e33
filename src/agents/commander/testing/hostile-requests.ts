import { commandTexts, integerTexts, pathTexts, shellTexts, valueTexts } from './hostile-texts.ts'

/** What is wrong with a request, and the request. */
export type HostileRequest = readonly [family: string, request: unknown]

interface Surroundings {
  /** A program that must never be run. */
  readonly alarm: string
  /** A folder in which nothing may be made. */
  readonly canary: string
  /** The folder that `show` may show files of, which holds links to outside. */
  readonly root: string
  /** Commands of the policy: the shipped ones, `show`, and `typed`, which takes an option of most types and a host. */
  readonly commands: readonly string[]
}

/** Distinct requests, by their JSON, none of which may run. */
export function hostileRequests({ alarm, canary, root, commands }: Surroundings): Map<string, HostileRequest> {
  const values = Object.entries({ shell: shellTexts(alarm, canary), ...valueTexts })
  const paths = [...pathTexts.map((text) => `${root}/${text}`), ...outsidePaths(root)]
  const all: HostileRequest[] = [
    ...values.flatMap(([family, texts]) => texts.flatMap((text) => everywhere(family, text))),
    ...integerTexts.map((text): HostileRequest => ['integer', { command: 'ping', target: 'a', args: ['-c', text] }]),
    ...[...commandTexts, alarm].flatMap((text): HostileRequest[] => [
      ['command', { command: text }],
      ['host', { command: 'hostname', host: text }],
    ]),
    ...commands.flatMap((command) => (valueTexts['option'] ?? []).flatMap((text) => withOption(command, text))),
    ...paths.map((text): HostileRequest => ['path', { command: 'show', target: text }]),
    ...shapes.map((request): HostileRequest => ['shape', request]),
  ]
  return new Map(all.map((entry) => [JSON.stringify(entry[1]) ?? 'undefined', entry]))
}

/** One value in every place that takes one, here and on another host. */
function everywhere(family: string, value: string): HostileRequest[] {
  const good = '192.0.2.1'
  const requests = [
    { command: 'typed', target: value },
    { command: 'typed', args: [value] },
    { command: 'typed', args: ['-c', value, good] },
    { command: 'typed', args: ['--kind', value, good] },
    { command: 'typed', args: [`--kind=${value}`, good] },
    { command: 'typed', args: [`--net=${value}`, good] },
    { command: 'typed', args: [good, value] },
    { command: 'ping', target: value },
    { command: 'nslookup', target: value },
    { command: 'hostname', args: [value] },
    { command: value },
    { command: 'typed', target: value, host: 'far' },
    { command: 'typed', target: good, host: value },
  ]
  return requests.map((request) => [family, request] as const)
}

function withOption(command: string, text: string): HostileRequest[] {
  return [
    ['option', { command, args: [text] }],
    ['option', { command, target: text }],
    ['option', { command, target: '192.0.2.1', args: [text, 'x'] }],
  ]
}

function outsidePaths(root: string): string[] {
  return [
    '/etc/passwd',
    '/proc/self/environ',
    `/proc/self/root${root}/../secret`,
    'file',
    './file',
    '-',
    '/dev/stdin',
    '//etc/passwd',
    `${root}-beside/secret`,
    '/',
  ]
}

const strangeKeys = ['env', 'cwd', 'shell', 'uid', 'stdio', 'argv0', 'input', 'timeMs', 'policy', 'program', 'prefix']

/** Requests of another shape than a request's. */
const shapes: readonly unknown[] = [
  undefined,
  null,
  1,
  true,
  'ping',
  [],
  ['ping'],
  {},
  { command: null },
  { command: ['ping'] },
  { command: { toString: () => 'hostname' } },
  { command: 'hostname', args: 'x' },
  { command: 'hostname', args: [1] },
  { command: 'hostname', args: [['x']] },
  { command: 'hostname', args: [null] },
  { command: 'hostname', args: { length: 0 } },
  { command: 'hostname', target: 'a' },
  { command: 'typed', target: 'a', args: ['b'] },
  { command: 'typed', args: ['-c', '1', '-c', '2', 'a'] },
  JSON.parse('{"command":"hostname","__proto__":{"shell":true},"shell":true}'),
  ...strangeKeys.map((key) => ({ command: 'hostname', [key]: '/bin/sh' })),
  ...[17, 1_000, 100_000].map((length) => ({ command: 'typed', args: Array.from({ length }, () => 'a') })),
]
