import { readFileSync } from 'node:fs'
import { ConfigurationError } from '#errors'

type Environment = Record<string, string | undefined>

/**
 * The environment with every `NAME_FILE` of the given names read into `NAME`, as container engines hand down secrets: what lies in
 * a file is seen neither in the list of processes nor in `docker inspect`. A line end after the value is not part of it.
 * Throws `ConfigurationError` for a file that cannot be read, and for a value that is given twice.
 */
export function valuesFromFiles(environment: Environment, names: readonly string[]): Environment {
  const values = { ...environment }
  for (const name of names) {
    const path = environment[`${name}_FILE`]
    if (!path) continue
    if (environment[name]) throw new ConfigurationError(`${name} and ${name}_FILE are both set. Keep one of them.`)
    values[name] = read(`${name}_FILE`, path)
  }
  return values
}

function read(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new ConfigurationError(
      `${variable} names ${path}, which cannot be read (${code}). Make the file, or let this user read it.`,
      { cause },
    )
  }
}
