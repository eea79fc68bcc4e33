import { destination, pino, type Logger, type LoggerOptions } from 'pino'

/** An error as it was logged. */
export interface LoggedError {
  readonly level: 'error' | 'fatal'
  /** The words of the line. */
  readonly message: string | undefined
  readonly error: unknown
  /** What else the line and its logger say: ids, the route, the tool. */
  readonly about: Readonly<Record<string, unknown>>
}

interface LogHooks {
  /** What every line is to have beside its own. */
  readonly fields?: (() => object) | undefined
  /** Told of every error that is logged as one. */
  readonly failed?: ((failure: LoggedError) => void) | undefined
}

const errorLevel = pino.levels.values['error']!
const fatalLevel = pino.levels.values['fatal']!

/** JSON lines on standard error, so that what commands print stays clean; secrets that could ride along are removed. */
export function createLogger(level: string, { fields, failed }: LogHooks = {}): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['authorization', '*.authorization', 'req.headers', 'token', '*.token', '*.apiKey', '*.password'],
      censor: '[removed]',
    },
    ...(fields && { mixin: fields }),
    ...(failed && { hooks: telling(failed) }),
  }
  return pino(options, destination({ dest: 2, sync: true }))
}

function telling(failed: (failure: LoggedError) => void): NonNullable<LoggerOptions['hooks']> {
  return {
    logMethod(args, method, number) {
      const [about, message] = args as unknown[]
      if (number >= errorLevel && typeof about === 'object' && about !== null && 'err' in about)
        failed({
          level: number >= fatalLevel ? 'fatal' : 'error',
          message: typeof message === 'string' ? message : undefined,
          error: about.err,
          about: { ...this.bindings(), ...about },
        })
      method.apply(this, args)
    },
  }
}
