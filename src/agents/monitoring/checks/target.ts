import { isIP } from 'node:net'
import { z } from 'zod'
import { httpUrl } from './http-get.ts'
import { defaultTimeoutMs } from './run-check.ts'

const host = z
  .string()
  .max(253)
  .refine(
    (name) => isIP(name) > 0 || /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/i.test(name),
    'is not a host name or address',
  )
const port = z.int().min(1).max(65_535)
const timeoutMs = z.int().min(100).max(20_000).default(defaultTimeoutMs)
const slowerThanMs = z.int().min(1).optional().describe('Degraded when the answer takes longer.')
const verifyCertificate = z.boolean().default(true)

const webAddress = z
  .string()
  .max(2_000)
  .check(({ value, issues }) => {
    const problem = problemOf(() => httpUrl(value))
    if (problem) issues.push({ code: 'custom', input: value, message: problem })
  })

const pattern = z
  .string()
  .max(500)
  .check(({ value, issues }) => {
    const problem = problemOf(() => new RegExp(value, 'su'))
    if (problem) issues.push({ code: 'custom', input: value, message: problem })
  })

function problemOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const http = {
  kind: z.literal('http'),
  url: webAddress,
  expectStatus: z.array(z.int().min(100).max(599)).min(1).optional().describe('Any 2xx when left out.'),
  bodyContains: z.string().min(1).max(500).optional(),
  bodyMatches: pattern.optional().describe('A regular expression that must match within the first MiB.'),
  slowerThanMs,
  verifyCertificate,
  timeoutMs,
}
const tcp = { kind: z.literal('tcp'), host, port, slowerThanMs, timeoutMs }
const dns = {
  kind: z.literal('dns'),
  query: host,
  record: z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT']).default('A'),
  expect: z.array(z.string().min(1)).default([]).describe('Each must be among the answers.'),
  server: z
    .string()
    .regex(/^(\d+(\.\d+){3}|\[[0-9a-f:]+\])(:\d+)?$/i, 'is an IP address, with :port if that is not 53')
    .optional()
    .describe('Asked instead of the servers of this machine.'),
  timeoutMs,
}
const tls = {
  kind: z.literal('tls'),
  host,
  port: port.default(443),
  serverName: host.optional().describe('Whose certificate it should be; the host when left out.'),
  minDays: z.int().min(0).optional().describe('Degraded when the certificate ends sooner.'),
  verifyCertificate,
  timeoutMs,
}

/** What can be looked at from outside, as `check_target` takes it. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject(http),
  z.strictObject(tcp),
  z.strictObject(dns),
  z.strictObject(tls),
])

const named = {
  name: z.string().regex(/^[\w.-]{1,60}$/, 'is made of letters, digits, ".", "_" and "-"'),
  essential: z.boolean().default(false),
}
// Only in the file: headers hold tokens, and what a run is given is kept.
const headers = z.record(z.string().regex(/^[\w-]+$/), z.string().regex(/^[^\r\n]*$/)).optional()

/** The same with a name, as the monitoring file lists them. */
export const namedTargetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...named, ...http, headers }),
  z.strictObject({ ...named, ...tcp }),
  z.strictObject({ ...named, ...dns }),
  z.strictObject({ ...named, ...tls }),
])

export type NamedTarget = z.infer<typeof namedTargetSchema>
export type Target = z.infer<typeof targetSchema>
export type HttpTarget = Extract<Target, { kind: 'http' }> & { readonly headers?: Record<string, string> | undefined }
export type TcpTarget = Extract<Target, { kind: 'tcp' }>
export type DnsTarget = Extract<Target, { kind: 'dns' }>
export type TlsTarget = Extract<Target, { kind: 'tls' }>
