import { addressOf } from './call.ts'
import { request } from './request.ts'

/**
 * Fetches a file from our own server and has the browser keep it. Not a plain link: what goes wrong is then said on the page.
 * @throws RequestError unless it is answered with 2xx
 */
export async function download(
  template: string,
  { name, path = {}, query = {} }: { name: string; path?: Record<string, unknown>; query?: Record<string, unknown> },
): Promise<void> {
  const response = await request(addressOf(template, path, query))
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Not at once: a browser may begin to read it only after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
