import { pino, type Logger } from 'pino'

/** JSON lines on standard error's sister, stdout; secrets that could ride along in headers are removed. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ['authorization', '*.authorization', 'req.headers', 'token', '*.token', '*.apiKey', '*.password'], censor: '[removed]' },
  })
}
