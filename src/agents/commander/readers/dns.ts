import { Resolver } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Reader } from './reader.ts'

export const dnsReader: Reader = {
  method: 'node',
  options: [],
  takesTarget: true,
  read: async ({ positionals: [target = ''], signal }) => {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 })
    const cancel = (): void => resolver.cancel()
    signal.addEventListener('abort', cancel, { once: true })
    try {
      const questions =
        isIP(target) > 0 ? [resolver.reverse(target)] : [resolver.resolve4(target), resolver.resolve6(target)]
      const answers = await Promise.allSettled(questions)
      const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
      const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [reasonOf(answer.reason)] : []))
      const head = [`Servers: ${resolver.getServers().join(', ')}`, `Asked:   ${target}`]
      const lines = [...head, ...found.map((answer) => `Answer:  ${answer}`)]
      const failed = found.length === 0
      return {
        output: `${lines.join('\n')}\n`,
        stderr: failed ? `${[...new Set(reasons)].join('; ')}\n` : '',
        exitCode: failed ? 1 : 0,
      }
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  },
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? String(error)
  return { ENOTFOUND: 'no such name', ENODATA: 'no such record', ETIMEOUT: 'no name server answered' }[code] ?? code
}
