import * as fc from 'fast-check'
import { hostileValues, mutated, valuesOf, type Hints, type Schema } from './random-values.ts'

export interface Sent {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly as: 'stranger' | 'key' | 'owner'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

interface Parameter {
  readonly in: string
  readonly name: string
  readonly schema: Schema
}

export interface Operation {
  readonly method: string
  /** As OpenAPI writes it: /api/v1/tickets/{id} */
  readonly route: string
  readonly parameters?: readonly Parameter[]
  /** By content type. */
  readonly bodies: Readonly<Record<string, Schema>>
}

interface Document {
  paths: Record<
    string,
    Record<string, { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }>
  >
  components: { schemas: Record<string, Schema> }
}

export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([route, operations]) =>
    Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase(),
      route,
      parameters,
      bodies: Object.fromEntries(
        Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema]),
      ),
    })),
  )
}

/** Who sends it: mostly the owner, who gets furthest. */
const callers = fc.constantFrom<Sent['as']>('owner', 'owner', 'owner', 'key', 'stranger')

/** Requests to one route: good, almost good, and nothing like it. */
export function requestsTo(
  { method, route, parameters = [], bodies }: Operation,
  { components, hints }: { components: Record<string, Schema>; hints: Hints },
): fc.Arbitrary<Sent> {
  const schema = bodies['application/json']
  const body = schema
    ? bodiesLike(valuesOf(schema, components, hints))
    : fc.oneof({ weight: 5, arbitrary: none }, noise)
  return fc
    .tuple(callers, pathsTo(route, parameters, components, hints), queries(parameters, components, hints), body)
    .map(([as, path, query, { type, content }]) => ({
      method,
      path: path + query,
      as,
      headers: type === undefined ? {} : { 'content-type': type },
      ...(content !== undefined && method !== 'GET' && { body: content }),
    }))
}

interface Body {
  readonly type?: string
  readonly content?: string | Uint8Array
}

const json = 'application/json'
const none = fc.constant<Body>({})

/** Bodies that no schema allows, or that are not JSON at all. */
const noise: fc.Arbitrary<Body> = fc.oneof(
  hostileValues.map((value) => ({ type: json, content: JSON.stringify(value) })),
  fc
    .constantFrom(
      '',
      ' ',
      '{',
      '[1,',
      'nul',
      'NaN',
      'Infinity',
      '{"a":NaN}',
      '{"a":1e999}',
      '{"a":0x10}',
      '{"a":01}',
      '{"a":1,}',
      "{'a':1}",
      '\ufeff{}',
      '{"a":"\\ud800"}',
      '{"a":"\\u0000"}',
      '{"a":"\t"}',
      '{"constructor":{"prototype":{"x":1}}}',
      '{"__proto__":null}',
      '{"\\u005f_proto__":{"x":1}}',
      `${'['.repeat(100_000)}`,
      `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
      `[${'0,'.repeat(200_000)}0]`,
      `"${'x'.repeat(1_100_000)}"`,
      `{"${'k'.repeat(100_000)}":1}`,
      `1${'0'.repeat(50_000)}`,
    )
    .map((content) => ({ type: json, content })),
  fc.uint8Array({ maxLength: 200 }).map((content) => ({ type: json, content })),
  fc
    .tuple(
      fc.constantFrom(
        'text/plain',
        'application/x-www-form-urlencoded',
        'application/xml',
        'multipart/form-data',
        'multipart/form-data; boundary=x',
        'application/json; charset=utf-16',
        'application/json;',
        'application/JSON',
        'application/json, text/plain',
        'application/jsonp',
        'text/json',
        'a',
        '*/*',
        'application/json; __proto__=1',
        `${'a'.repeat(4_000)}/json`,
      ),
      fc.constantFrom(
        '{}',
        'a=b&__proto__[x]=1',
        '--x\r\n\r\n--x--',
        '--x\r\ncontent-disposition: form-data; name="file"; filename="../../a.md"\r\n\r\n# A\n\nThe desk.\r\n--x--\r\n',
        '--x\r\ncontent-disposition: form-data; name="file"; filename="a\0.md"\r\n\r\n\0\r\n--x--\r\n',
        '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\nx\r\n--x\r\ncontent-disposition: form-data; name="file"; filename=""\r\n\r\n',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      ),
    )
    .map(([type, content]) => ({ type, content })),
  fc.constant<Body>({ content: '{}' }),
)

function bodiesLike(good: fc.Arbitrary<unknown>): fc.Arbitrary<Body> {
  const text = (values: fc.Arbitrary<unknown>) =>
    values.map((value) => ({ type: json, content: JSON.stringify(value) }))
  /** Every key a second time, first with another value. */
  const twice = fc.tuple(good, hostileValues).map(([value, other]) => {
    const content = JSON.stringify(value) ?? ''
    const doubled = Object.keys(value ?? {}).map((key) => `${JSON.stringify(key)}:${JSON.stringify(other)},`)
    return { type: json, content: content.startsWith('{') ? `{${doubled.join('')}${content.slice(1)}` : content }
  })
  return fc.oneof(
    { weight: 3, arbitrary: text(good) },
    { weight: 8, arbitrary: text(mutated(good)) },
    { weight: 2, arbitrary: text(mutated(mutated(good))) },
    { weight: 1, arbitrary: twice },
    { weight: 1, arbitrary: none },
    { weight: 3, arbitrary: noise },
  )
}

/** As they stand in a path: what breaks decoders, paths and numbers. */
const hostileSegments = fc.constantFrom(
  '%00',
  'a%00b',
  '%ff',
  '%',
  '%zz',
  '%25',
  '%2e%2e',
  '..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e%5csecrets.json',
  'a%0d%0aX-Injected:%20yes',
  '%ED%A0%80',
  '%F0%9F%8E%89',
  '__proto__',
  'constructor',
  '0',
  '-1',
  '01',
  '1e3',
  '1.5',
  '0x10',
  '2147483648',
  '99999999999999999999',
  'NaN',
  "';--",
  '*',
  'a;b=c',
  'x'.repeat(201),
  'x'.repeat(5_000),
)

function segmentsFor(
  { schema, name }: Pick<Parameter, 'schema' | 'name'>,
  components: Record<string, Schema>,
  hints: Hints,
): fc.Arbitrary<string> {
  const good = valuesOf(schema, components, hints, name)
  const encoded = (values: fc.Arbitrary<unknown>) =>
    values.map((value) =>
      encodeURIComponent(
        (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 3_000).toWellFormed(),
      ),
    )
  return fc.oneof(
    { weight: 6, arbitrary: encoded(good) },
    { weight: 2, arbitrary: hostileSegments },
    { weight: 1, arbitrary: encoded(hostileValues) },
  )
}

function pathsTo(
  route: string,
  parameters: readonly Parameter[],
  components: Record<string, Schema>,
  hints: Hints,
): fc.Arbitrary<string> {
  const parts = route.split(/\{(\w+)\}/)
  const filled = parts.map((part, index) => {
    if (index % 2 === 0) return fc.constant(part)
    const parameter = parameters.find(({ name, in: where }) => name === part && where === 'path')
    return segmentsFor({ name: part, schema: parameter?.schema ?? { type: 'string' } }, components, hints)
  })
  return fc.tuple(...filled).map((texts) => texts.join(''))
}

function queries(
  parameters: readonly Parameter[],
  components: Record<string, Schema>,
  hints: Hints,
): fc.Arbitrary<string> {
  const named = parameters.filter(({ in: where }) => where === 'query')
  const one = (parameter: Parameter) =>
    segmentsFor(parameter, components, hints).map((value) => `${parameter.name}=${value}`)
  const strange = fc.constantFrom(
    '__proto__=1',
    'a[b]=c',
    '=',
    '&&',
    'x',
    '%00=%00',
    '%ff=%ff',
    `y=${'z'.repeat(3_000)}`,
  )
  const known =
    named.length === 0
      ? []
      : [{ weight: 5, arbitrary: fc.subarray([...named]).chain((some) => fc.tuple(...some.map(one))) }]
  const some = fc.oneof(
    ...known,
    { weight: 4, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: strange.map((text) => [text]) },
    { weight: 1, arbitrary: fc.tuple(strange, fc.constantFrom(...named.map(({ name }) => `${name}=1`), 'limit=1')) },
  )
  return some.map((list) => (list.length === 0 ? '' : `?${list.join('&')}`))
}

/** JSON-RPC to /mcp as a client of 2026-07-28 sends it, and as no client does. */
export function rpcRequests(
  tools: readonly { name: string; inputSchema: Schema }[],
  { methods, hints }: { methods: readonly string[]; hints: Hints },
): fc.Arbitrary<Sent> {
  const version = '2026-07-28'
  const calls = fc.constantFrom(...tools).chain(({ name, inputSchema }) => {
    const good = valuesOf(inputSchema, {}, hints)
    const args = fc.oneof({ weight: 1, arbitrary: good }, { weight: 2, arbitrary: mutated(good) })
    return args.map((value) => ({ method: 'tools/call', params: { name, arguments: value } }))
  })
  const others = fc.tuple(fc.constantFrom(...methods), fc.jsonValue({ maxDepth: 2 })).map(([method, params]) => ({
    method,
    params:
      typeof params === 'object' && params !== null && !Array.isArray(params) ? params : { name: params, uri: params },
  }))
  const messages = fc.oneof({ weight: 3, arbitrary: calls }, others).map(({ method, params }) => ({
    jsonrpc: '2.0',
    id: 1,
    method,
    params: {
      ...params,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': version,
        'io.modelcontextprotocol/clientInfo': { name: 'random', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }))
  const bodies = fc.oneof(
    { weight: 4, arbitrary: messages },
    { weight: 3, arbitrary: mutated(messages) },
    { weight: 1, arbitrary: fc.array(messages, { maxLength: 3 }) },
  )
  const framed = bodies.map((body): Omit<Sent, 'as'> => {
    const { method, params } = (body ?? {}) as { method?: unknown; params?: { name?: unknown } | null }
    const headers = Object.entries({ 'mcp-method': method, 'mcp-name': params?.name }).filter(
      ([, value]) => typeof value === 'string' && /^[!-~]{1,200}$/.test(value),
    ) as [string, string][]
    return {
      method: 'POST',
      path: '/mcp',
      headers: { 'content-type': json, 'mcp-protocol-version': version, ...Object.fromEntries(headers) },
      body: JSON.stringify(body) ?? '',
    }
  })
  const raw = fc
    .tuple(fc.constantFrom('POST', 'POST', 'GET', 'DELETE'), noise, fc.constantFrom('', 'x', '0'.repeat(36)))
    .map(([method, { type, content }, session]) => ({
      method,
      path: '/mcp',
      headers: { ...(type && { 'content-type': type }), ...(session && { 'mcp-session-id': session }) },
      ...(content !== undefined && method === 'POST' && { body: content }),
    }))
  return fc
    .tuple(callers, fc.oneof({ weight: 4, arbitrary: framed }, { weight: 1, arbitrary: raw }))
    .map(([as, { headers, ...request }]) => ({
      ...request,
      as,
      headers: { accept: 'application/json, text/event-stream', ...headers },
    }))
}
