#!/usr/bin/env node
// Usage: node scripts/launch.mjs [--dev] [--web] <command> [arguments]
//
// Every npm script starts here, so that it works on a fresh machine and on an old Node: it finds or fetches Node 24,
// installs what package-lock.json names and node_modules lacks, and then becomes the command. Plain JavaScript without
// dependencies, because it runs on Node 18 and before anything is installed. On a ready machine it costs one Node start.
//
//   --dev   the command needs the development packages, the web page's too
//   --web   the command needs the built web page
import { launch } from './launcher/launch.mjs'

const needs = { dev: false, web: false }
const words = process.argv.slice(2)
while (words[0] === '--dev' || words[0] === '--web') needs[words.shift().slice(2)] = true
await launch(words, needs)
