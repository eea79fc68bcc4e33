/** What storage needs of a logger (pino's shape). */
export interface Log {
  info(message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}
