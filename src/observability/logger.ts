import { destination, pino, type Logger, type LoggerOptions } from 'pino'

/** JSON lines on standard error, so that what commands print stays clean; secrets that could ride along are removed. */
export function createLogger(level: string): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['authorization', '*.authorization', 'req.headers', 'token', '*.token', '*.apiKey', '*.password'],
      censor: '[removed]',
    },
  }
  return pino(options, destination({ dest: 2, sync: true }))
}
