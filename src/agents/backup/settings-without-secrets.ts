/**
 * Settings as a backup keeps them: of addresses (`scheme://…`), at any depth, without user, password, query and fragment,
 * which is where tokens are. Of one that cannot be read, only the scheme.
 */
export function settingsWithoutSecrets(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, withoutSecrets(value)]))
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return addressWithoutSecrets(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value === 'object' && value !== null) return settingsWithoutSecrets(value as Record<string, unknown>)
  return value
}

function addressWithoutSecrets(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text.trim())?.[0]
  if (scheme === undefined) return text
  const url = URL.parse(text)
  if (!url) return `${scheme}…`
  const { username, password, search, hash } = url
  if (username === '' && password === '' && search === '' && hash === '') return text
  url.username = url.password = url.search = url.hash = ''
  return url.href
}
