import type { McpServer } from '@modelcontextprotocol/server'

export function registerFixtures(_server: McpServer): void {}
