/** What a reader is asked: the arguments that the rule of its command accepted. */
export interface ReaderInput {
  readonly options: ReadonlyMap<string, string | true>
  readonly positionals: readonly string[]
  /** Ends the reading: the caller gave up, or the time of the rule is over. */
  readonly signal: AbortSignal
}

/** As a program would answer: exit code 0 for success, 1 when there was nothing good to say. */
export interface Reading {
  readonly output: string
  readonly stderr: string
  readonly exitCode: 0 | 1
}

/** Reads inside this process what a program would print. */
export interface Reader {
  /** Where from: files of /proc, or the functions of Node. */
  readonly method: 'procfs' | 'node'
  /** Options it understands; a rule that names it may have no others, so that both ways take the same. */
  readonly options: readonly string[]
  /** Whether it is about a host, the one positional argument. */
  readonly takesTarget: boolean
  read(input: ReaderInput): Promise<Reading>
}

export const success = (lines: readonly string[]): Reading => ({
  output: `${lines.join('\n')}\n`,
  stderr: '',
  exitCode: 0,
})
