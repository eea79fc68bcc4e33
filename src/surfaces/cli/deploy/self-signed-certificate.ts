import { isIP } from 'node:net'

/** A P-256 key and a certificate (RFC 5280) for the host name or address, and for localhost, as PEM. */
export async function selfSignedCertificate(
  host: string,
  validDays = 825,
): Promise<{ privateKey: string; certificate: string }> {
  const { default: selfsigned } = await import('selfsigned')
  const bare = host.replace(/^\[|\]$/g, '')
  const names = [...new Set([bare, 'localhost', '127.0.0.1'])].map((name) =>
    isIP(name) ? ({ type: 7, ip: name } as const) : ({ type: 2, value: name } as const),
  )
  const now = Date.now()
  const pair = await selfsigned.generate([{ name: 'commonName', value: bare }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - 3_600_000), // another machine's clock may be a little behind
    notAfterDate: new Date(now + validDays * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names },
    ],
  })
  return { privateKey: pair.private, certificate: pair.cert }
}
