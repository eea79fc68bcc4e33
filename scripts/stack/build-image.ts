import { run } from './docker.ts'

export interface BuiltImage {
  readonly name: string
  readonly seconds: number
  /** Uncompressed, without its base. */
  readonly ownBytes: number
}

const base = process.env['NODE_IMAGE'] ?? 'node:24-bookworm-slim'

/** Builds the image of this source tree. */
export function buildImage(root: string): BuiltImage {
  const name = 'pollux:test'
  const started = performance.now()
  run(
    'docker',
    ['build', '--file', 'deploy/docker/Dockerfile', '--build-arg', `NODE_IMAGE=${base}`, '--tag', name, '.'],
    {
      cwd: root,
      env: { ...process.env, DOCKER_BUILDKIT: '1' },
    },
  )
  const seconds = (performance.now() - started) / 1000
  const bytes = (image: string) => Number(run('docker', ['image', 'inspect', '--format', '{{.Size}}', image]))
  return { name, seconds, ownBytes: bytes(name) - bytes(base) }
}
