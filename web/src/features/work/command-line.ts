/** A command line as a POSIX shell would have to be given it, to be read; nothing here runs one. */
export function commandLine(argv: readonly string[]): string {
  return argv.map(quoted).join(' ')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

export interface ResolvedCommand {
  readonly argv: readonly string[]
  readonly host: string
}

/** What an action comes to, when that is a command line. */
export function commandOf(resolved: unknown): ResolvedCommand | undefined {
  const { argv, host } = (resolved ?? {}) as { argv?: unknown; host?: unknown }
  if (!Array.isArray(argv) || !argv.every((word) => typeof word === 'string')) return undefined
  return { argv, host: typeof host === 'string' ? host : 'local' }
}
