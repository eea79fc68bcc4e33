import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { plainText } from './argument-text.ts'
import { readerNames, readers } from './readers/readers.ts'
import { checkValue, valueTypeSchema } from './value-types.ts'

const absolutePath = z.string().refine((path) => isAbsolute(path) && !path.includes('\0'), 'must be an absolute path')
const optionName = z.string().regex(/^--?[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, 'must look like -c or --count')
const commandName = z.string().regex(/^[a-z][a-z0-9_-]{0,31}$/, 'must be a short lower-case name')
/** Written by the operator, hence any visible ASCII; a remote host takes only the plain signs and says so. */
const fixedArgument = z.string().regex(/^[ -~]{1,255}$/, 'must be visible ASCII of at most 255 characters')

const optionSchema = z
  .strictObject({
    /** Without one the option is a flag. */
    value: valueTypeSchema.optional(),
    /** Given to the program whenever the caller leaves the option out. */
    default: z.coerce.string().regex(plainText).optional(),
  })
  .superRefine(({ value, default: text }, context) => {
    if (text === undefined) return
    try {
      if (value === undefined) throw new Error('A flag has no default.')
      checkValue(value, text, 'The default')
    } catch (error) {
      context.addIssue({ code: 'custom', path: ['default'], message: (error as Error).message })
    }
  })

const positionalSchema = z
  .strictObject({
    name: commandName,
    value: valueTypeSchema,
    min: z.int().min(0).max(16).default(1),
    max: z.int().min(1).max(16).default(1),
  })
  .refine(({ min, max }) => min <= max, { message: 'must not be below min', path: ['max'] })

const limitsSchema = z.strictObject({
  timeMs: z.int().min(100).max(600_000).default(10_000),
  outputBytes: z.int().min(1).max(4_194_304).default(65_536),
  memoryMb: z.int().min(8).max(65_536).default(256),
  /** Processes and threads of the command together. */
  processes: z.int().min(1).max(4_096).default(32),
  /** Largest file it may write; 0 lets it write none, which some programs that start others do not survive. */
  fileMb: z.int().min(0).max(65_536).default(0),
})

const commandSchema = z
  .strictObject({
    description: z.string().min(1),
    /** How much harm it can do: whoever wraps this asks a person before `change` and `dangerous`. */
    risk: z.enum(['read', 'change', 'dangerous']),
    /** Places of the program, the likeliest first; a remote host is asked for the first. Never looked up in PATH. */
    program: z.array(absolutePath).min(1).optional(),
    /** Arguments that always come first. */
    prefix: z.array(fixedArgument).max(16).default([]),
    options: z
      .record(optionName, optionSchema)
      .default({})
      .transform((options) => new Map(Object.entries(options))),
    positionals: z
      .array(positionalSchema)
      .max(4)
      .default([])
      .refine(
        (slots) => slots.slice(0, -1).every(({ min, max }) => min === 1 && max === 1),
        'only the last may be left out or repeated',
      ),
    /** Whether the program knows `--`, which then stands before the positional arguments. */
    endOfOptions: z.boolean().default(false),
    /** Reads the same facts inside this process: when the program is missing, or always with `prefer: reader`. */
    reader: z.enum(readerNames).optional(),
    prefer: z.enum(['program', 'reader']).default('program'),
    limits: limitsSchema.default(limitsSchema.parse({})),
  })
  .refine(({ program, reader }) => program !== undefined || reader !== undefined, {
    message: 'needs a program or a reader',
    path: ['program'],
  })
  .superRefine(({ reader, options, positionals }, context) => {
    if (reader === undefined) return
    const understood = readers[reader]
    for (const name of options.keys()) {
      if (understood.options.includes(name)) continue
      context.addIssue({ code: 'custom', path: ['options', name], message: `the reader ${reader} has no such option` })
    }
    const targets = positionals.map(({ value, max }) => (value.type === 'host' ? max : Number.NaN))
    if (targets.join() !== (understood.takesTarget ? '1' : '')) {
      const wanted = understood.takesTarget ? 'one host' : 'no positional arguments'
      context.addIssue({ code: 'custom', path: ['positionals'], message: `the reader ${reader} takes ${wanted}` })
    }
  })

const hostSchema = z.strictObject({
  address: z.string().superRefine((address, context) => {
    try {
      checkValue({ type: 'host' }, address, 'The address')
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
    }
  }),
  port: z.int().min(1).max(65_535).default(22),
  user: z.string().regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'must be a plain user name'),
  identityFile: absolutePath.regex(plainText, 'may hold only letters, digits and ._:/@%+,=-'),
  knownHostsFile: absolutePath.regex(plainText, 'may hold only letters, digits and ._:/@%+,=-'),
})

export const policySchema = z.strictObject({
  version: z.literal(1),
  /** Whom programs run as when the server is root; nobody by default. */
  runAs: z.strictObject({ uid: z.int().min(1), gid: z.int().min(1) }).default({ uid: 65_534, gid: 65_534 }),
  ssh: z.array(absolutePath).min(1).default(['/usr/bin/ssh', '/bin/ssh']),
  hosts: z
    .record(
      commandName.refine((name) => name !== 'local', '"local" is this machine'),
      hostSchema,
    )
    .default({})
    .transform((hosts) => new Map(Object.entries(hosts))),
  commands: z.record(commandName, commandSchema).transform((commands) => new Map(Object.entries(commands))),
})

export type Policy = z.output<typeof policySchema>
export type CommandRule = z.output<typeof commandSchema>
export type CommandLimits = z.output<typeof limitsSchema>
export type RemoteHost = z.output<typeof hostSchema>
