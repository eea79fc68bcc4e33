import { request } from 'node:http'

const patienceMs = 4_000

export interface HealthOptions {
  /** Where the process listens on this machine. */
  readonly host: string
  readonly port: number
  readonly write: (text: string) => void
}

/**
 * Asks the process of this machine or container whether it can answer (/ready): exit code 0 when it can. Container engines do it
 * every few seconds, so it loads nothing of the product.
 */
export async function health({ host, port, write }: HealthOptions): Promise<number> {
  const everyAddress: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const { status, text } = await get({ host: everyAddress[host] ?? host, port, path: '/ready' })
  write(`${text.trim()}\n`)
  return status === 200 ? 0 : 1
}

function get(address: {
  host: string
  port: number
  path: string
}): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve) => {
    const failed = (why: string) =>
      resolve({ status: undefined, text: `nothing answers at ${address.host}:${address.port}: ${why}` })
    const asked = request({ ...address, signal: AbortSignal.timeout(patienceMs) }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('error', ({ message }) => failed(message))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    asked.on('error', ({ message, name }) =>
      failed(name === 'AbortError' ? `no answer within ${patienceMs / 1000} s` : message),
    )
    asked.end()
  })
}
