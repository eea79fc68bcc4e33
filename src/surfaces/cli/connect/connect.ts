import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { owner, type Audience, type Scope } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { publicAddress } from '../../http/public-address.ts'
import type { CommandContext } from '../cli.ts'
import { httpKits, stdioKits, type ClientName, type Kit, type Place } from './kits.ts'
import { putConfig } from './put-config.ts'

export interface ConnectOptions {
  readonly url?: string
  readonly stdio?: boolean
  readonly key?: string
  readonly audience: Audience
  /** A folder, or true for this one. */
  readonly write?: string | true
}

const start = fileURLToPath(new URL('../../../../scripts/pollux.mjs', import.meta.url))

/** What a client of the OpenAI interface does, and what a person with an editor does from there. */
const keyScopes: Record<'openai' | 'mcp', readonly Scope[]> = {
  openai: ['ask'],
  mcp: ['ask', 'knowledge:read', 'agents:read', 'agents:run', 'desk:read', 'desk:write'],
}

/**
 * Prints what connects a client, or writes it into the client's file. Standard output has the configuration and nothing else, so that it can
 * be piped; advice and a key, which is shown this once, go to standard error.
 */
export async function connect(
  context: CommandContext,
  config: Config,
  client: ClientName,
  options: ConnectOptions,
): Promise<void> {
  const place = placeOf(config, options.url)
  const kit = kitOf(client, place, options)
  const folder = options.write === undefined ? undefined : resolve(options.write === true ? '.' : options.write)
  if (folder !== undefined && kit.kind !== 'file')
    throw new AppError(
      'invalid_input',
      `${client} reads no file that could be written. Leave out --write and follow the steps.`,
    )
  if (kit.kind === 'file' && folder !== undefined) {
    const { path, outcome, before } = await putConfig(resolve(folder, kit.path), kit.content)
    context.write(`${outcome}: ${path}\n`)
    if (before !== undefined) context.warn(`It said before: ${JSON.stringify(before)}\n`)
  }
  if (options.stdio && config.storage.url !== undefined)
    context.warn(
      'The command needs DATABASE_URL, which holds a password: keep it in .env, which it reads, not in this file.\n',
    )
  if (options.key !== undefined && /^http:\/\/(?!localhost\b|127\.|\[::1\])/.test(place.url))
    context.warn(`Anybody on the way can read a key that is sent to ${place.url}: serve it by https.\n`)
  // Made last: nothing before it can fail any more.
  const secret = options.key === undefined ? undefined : await makeKey(context, config, client, options.key, options)
  if (kit.kind === 'file' && folder === undefined) context.write(`${JSON.stringify(kit.content, undefined, 2)}\n`)
  if (kit.kind === 'steps') context.write(client === 'openai' && secret ? kit.text.replace('<key>', secret) : kit.text)
  for (const line of kit.advice) context.warn(`${line}\n`)
  if (kit.kind === 'file' && folder === undefined) context.warn(`Belongs in ${kit.path}; --write puts it there.\n`)
  if (secret !== undefined && client !== 'openai') context.warn(`The key, shown this once:\n  ${secret}\n`)
}

function kitOf(client: ClientName, place: Place, { stdio, key }: ConnectOptions): Kit {
  if (key !== undefined && stdio)
    throw new AppError('invalid_input', 'What starts "pollux mcp" needs no key: leave out --key, or --stdio.')
  if (key !== undefined && (client === 'claude' || client === 'chatgpt'))
    throw new AppError('invalid_input', `${client} takes no key: it signs in by OAuth. Leave out --key.`)
  const make = stdio ? stdioKits[client] : httpKits[client]
  if (!make) throw new AppError('invalid_input', `${client} starts no programs here. Leave out --stdio.`)
  return make(place)
}

function placeOf({ http, storage }: Config, given: string | undefined): Place {
  const host = /^(0\.0\.0\.0|::|\[::\])$/.test(http.host) ? 'localhost' : http.host
  if (given === undefined && http.publicUrl === undefined && http.port === 0)
    throw new AppError(
      'invalid_input',
      'PORT is 0, so that nobody knows the address beforehand. Say it: --url http://…',
    )
  const url = publicAddress(given ?? http.publicUrl, `http://${host.includes(':') ? `[${host}]` : host}:${http.port}`)
  const args = [start, ...(storage.url === undefined ? ['--data-dir', storage.dataDir] : []), 'mcp']
  return { url, command: { program: process.execPath, args } }
}

async function makeKey(
  context: CommandContext,
  config: Config,
  client: ClientName,
  name: string,
  { audience }: ConnectOptions,
): Promise<string> {
  await using app = await context.openApp(config)
  const scopes = keyScopes[client === 'openai' ? 'openai' : 'mcp']
  const { key, secret } = await app.apiKeys.create(owner, { name, audience, scopes })
  context.warn(`Made the key ${key.id} (${name}): sees ${audience}, may ${scopes.join(', ')}.\n`)
  return secret
}
