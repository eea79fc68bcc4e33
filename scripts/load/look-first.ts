const selfSigned = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
])

/**
 * One request of each sort before the load: gives the page at /. Throws what a person can do when nothing answers, the
 * certificate or the token is not accepted. (autocannon checks no certificate: this is where it is checked.)
 */
export async function lookFirst(url: string, token: string | undefined): Promise<string> {
  const health = await ask(url, '/health')
  if (health.status !== 200) throw new Error(`${url}/health answers ${health.status}: it is not up, or not Pollux.`)
  const page = await ask(url, '/', { accept: 'text/html' })
  if (page.status !== 200)
    throw new Error(`${url}/ answers ${page.status}: give the address that people open, as PUBLIC_URL has it.`)
  if (token !== undefined) {
    const { status } = await ask(url, '/v1/models', { authorization: `Bearer ${token}` })
    if (status !== 200)
      throw new Error(
        `${url} answers ${status} to the token. The owner's is in secrets/owner_token beside compose.yaml: --token "$(cat deploy/compose/secrets/owner_token)"`,
      )
  }
  return page.text
}

async function ask(
  url: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  try {
    const reply = await fetch(url + path, { headers, redirect: 'manual', signal: AbortSignal.timeout(10_000) })
    return { status: reply.status, text: await reply.text() }
  } catch (error) {
    throw new Error(whatToDo(url, error as Error), { cause: error })
  }
}

function whatToDo(url: string, error: Error): string {
  // fetch tells the reason in its cause; a limit of time has none.
  const { code = error.message, message } = (error.cause ?? {}) as Partial<NodeJS.ErrnoException>
  if (selfSigned.has(code))
    return (
      `Nobody this machine trusts signed the certificate of ${url} (${code}). If it is the one that deploy init made:\n` +
      `NODE_EXTRA_CA_CERTS=deploy/compose/secrets/certificates/fullchain.pem npm run load -- ${url}`
    )
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate of ${url} is for another name: ask by the name of PUBLIC_URL. ${message ?? ''}`
  if (code === 'CERT_HAS_EXPIRED')
    return `The certificate of ${url} has expired: docs/guides/tls.md says how to renew it.`
  return (
    `Nothing answers at ${url} (${code}). Start the stack with docker compose up -d --wait, ` +
    `or give the address where one runs: npm run load -- https://localhost`
  )
}
