import { startServer } from '#test/start-server.ts'
const server = await startServer({ env: { POLLUX_MCP_FIXTURES: 'conformance', POLLUX_SAMPLE: 'never', LOG_LEVEL: 'debug' } })
console.log(server.url)
process.on('SIGTERM', async () => { await server[Symbol.asyncDispose](); process.exit(0) })
await new Promise(() => setInterval(() => {}, 1000))
