const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * The answer to ListObjectsV2. Its XML has no attributes, comments or CDATA that matter, so that elements can be taken by
 * their names.
 */
export function readListing(xml: string): {
  files: { key: string; sizeBytes: number }[]
  truncated: boolean
} {
  if (!/<ListBucketResult[\s>]/.test(xml))
    throw new Error('The backup store answered a request for a list with something else')
  const files = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    key: element(entry, 'Key') ?? '',
    sizeBytes: Number(element(entry, 'Size')),
  }))
  return { files, truncated: element(xml, 'IsTruncated') === 'true' }
}

function element(xml: string, name: string): string | undefined {
  const [, text] = new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(xml) ?? []
  return text?.replace(
    /&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g,
    (whole, decimal?: string, hex?: string, named?: string) => {
      if (decimal) return String.fromCodePoint(Number(decimal))
      if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
      return entities[named ?? ''] ?? whole
    },
  )
}
