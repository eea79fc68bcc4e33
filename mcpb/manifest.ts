/** What an `.mcpb` bundle says of itself and asks its user for (MCPB manifest 0.4). */
export function bundleManifest(version: string) {
  return {
    manifest_version: '0.4',
    name: 'pollux',
    display_name: 'Pollux',
    version,
    description:
      'Ask your digital twin, with the source of every sentence, and have its agents work with your approval.',
    long_description:
      'Connects to a Pollux server, yours or one that you were given a key for. Without a key it asks as the public. Nothing is kept here; what the key may see and do is set on the server.',
    author: { name: 'Pollux contributors' },
    license: 'MIT',
    keywords: ['digital twin', 'citations', 'operations'],
    server: {
      type: 'node',
      entry_point: 'server/proxy.mjs',
      mcp_config: {
        command: 'node',
        args: ['${__dirname}/server/proxy.mjs'],
        env: { POLLUX_URL: '${user_config.address}', POLLUX_KEY: '${user_config.key}' },
      },
    },
    // Which there are depends on the key.
    tools_generated: true,
    prompts_generated: true,
    compatibility: { platforms: ['darwin', 'win32', 'linux'], runtimes: { node: '>=20' } },
    user_config: {
      address: {
        type: 'string',
        title: 'Address of Pollux',
        description: 'As in the address bar of its page: https://twin.example.com',
        default: 'http://127.0.0.1:3000',
        required: true,
      },
      key: {
        type: 'string',
        title: 'Key',
        description: 'From `pollux connect claude-desktop --key NAME`. Left empty, you see what everybody sees.',
        sensitive: true,
        required: false,
      },
    },
  }
}
