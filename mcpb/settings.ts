export interface ProxySettings {
  readonly endpoint: URL
  /** Undefined: what anybody may see. */
  readonly key: string | undefined
}

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Where the server is and who asks, from what the client was told by its user. An optional setting that was left empty comes as
 * its placeholder in some clients. Throws an Error in words for the user.
 */
export function readSettings(environment: Record<string, string | undefined>): ProxySettings {
  const given = (name: string) => {
    const value = environment[name]?.trim()
    return value === undefined || value === '' || value.startsWith('${') ? undefined : value
  }
  const address = given('POLLUX_URL')
  if (address === undefined) throw new Error('Say where your Pollux is: its address is missing from the settings.')
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new Error(`"${address}" is no address of a Pollux; write it as https://twin.example.com`)
  const base = new URL(address)
  const key = given('POLLUX_KEY')
  if (key !== undefined && base.protocol === 'http:' && !loopback.test(base.hostname))
    throw new Error(`The key would travel to ${base.host} unencrypted; use https, or a server on this machine.`)
  base.pathname = base.pathname.replace(/\/(mcp\/?)?$/, '/')
  return { endpoint: new URL('mcp', base), key }
}
