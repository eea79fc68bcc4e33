import { environmentSchema } from '#config'

/** .env.example: every variable with what it is for and its default, in the order of the schema. */
export function environmentExample(): string {
  const entries = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined)
    const value = parsed.success && parsed.data !== undefined ? String(parsed.data) : ''
    return `# ${schema.description}\n# ${name}=${value}\n`
  })
  return `# Everything is optional: with no file at all Pollux runs on this machine, for you.\n# Variables come from the environment, and from a file named .env beside this one: the server and npm run pollux read it.\n\n${entries.join('\n')}`
}
