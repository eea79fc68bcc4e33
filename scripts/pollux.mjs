#!/usr/bin/env node
// The `pollux` command: the server's own command line, through the launcher.
import { fileURLToPath } from 'node:url'
import { launch } from './launcher/launch.mjs'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const words = process.argv.slice(2)
await launch(['node', main, ...words], { dev: false, web: words[0] === 'serve' })
