import { request } from 'node:http'

// Plain JavaScript as start.mjs: a container engine asks every few seconds, and to strip types would cost more than to ask.

const patienceMs = 4_000

/**
 * Asks the process of this machine or container whether it can answer (/ready): exit code 0 when it can. It loads nothing of the
 * product.
 * @param {object} options
 * @param {string} options.host where the process listens on this machine
 * @param {number} options.port
 * @param {(text: string) => void} options.write
 * @returns {Promise<number>}
 */
export async function health({ host, port, write }) {
  /** @type {Record<string, string>} */
  const everyAddress = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const { status, text } = await get({ host: everyAddress[host] ?? host, port, path: '/ready' })
  write(`${text.trim()}\n`)
  return status === 200 ? 0 : 1
}

/**
 * @param {{ host: string, port: number, path: string }} address
 * @returns {Promise<{ status: number | undefined, text: string }>}
 */
function get(address) {
  return new Promise((resolve) => {
    /** @param {string} why */
    const failed = (why) =>
      resolve({ status: undefined, text: `nothing answers at ${address.host}:${address.port}: ${why}` })
    const asked = request({ ...address, signal: AbortSignal.timeout(patienceMs) }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part) => (text += part))
      response.on('error', ({ message }) => failed(message))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    asked.on('error', ({ message, name }) =>
      failed(name === 'AbortError' ? `no answer within ${patienceMs / 1000} s` : message),
    )
    asked.end()
  })
}
