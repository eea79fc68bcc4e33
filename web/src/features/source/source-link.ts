/** What `#/source/<id>?version=…&start=…&end=…` names: a source, perhaps one version of it, perhaps a span in it. */
export interface SourceLink {
  id: string
  version?: string
  span?: { start: number; end: number }
}

const prefix = '#/source/'

export function formatSourceLink({ id, version, span }: SourceLink): string {
  const query = new URLSearchParams()
  if (version !== undefined) query.set('version', version)
  if (span) {
    query.set('start', String(span.start))
    query.set('end', String(span.end))
  }
  const search = query.toString()
  return `${prefix}${encodeURIComponent(id)}${search && `?${search}`}`
}

/** @returns undefined when the hash names no source. A span that makes no sense is left out. */
export function parseSourceLink(hash: string): SourceLink | undefined {
  if (!hash.startsWith(prefix)) return undefined
  const [path = '', search = ''] = hash.slice(prefix.length).split('?', 2)
  const id = decode(path)
  if (!id) return undefined
  const query = new URLSearchParams(search)
  const link: SourceLink = { id }
  const version = query.get('version')
  if (version) link.version = version
  const start = offset(query.get('start'))
  const end = offset(query.get('end'))
  if (start !== undefined && end !== undefined && start < end) link.span = { start, end }
  return link
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined // a stray '%' typed by hand
  }
}

function offset(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
