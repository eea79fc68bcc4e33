#!/usr/bin/env node
// The `pollux` command: the server's own command line, through the launcher.
import { fileURLToPath } from 'node:url'
import { launch } from './launcher/launch.mjs'
import { nodeEnvironment, nodeFlags } from './launcher/node-flags.mjs'

process.env = { ...nodeEnvironment, ...process.env }
const start = fileURLToPath(new URL('../src/start.mjs', import.meta.url))
const words = process.argv.slice(2)
await launch(['node', ...nodeFlags, start, ...words], { dev: false, web: words[0] === 'serve' })
