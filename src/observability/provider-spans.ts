import type { Tracing } from './tracing.ts'

interface ProviderRequest {
  readonly operation: 'chat' | 'embeddings'
  readonly provider: string
  readonly model: string
  readonly baseUrl: string
}

interface OpenRequest {
  readonly headers: Readonly<Record<string, string>>
  ended(failure?: string): void
}

/** A span for each request to a provider of models, by the conventions for generative AI; the provider is told of it by its headers. */
export function providerSpans(tracing: Tracing): (request: ProviderRequest) => OpenRequest {
  return ({ operation, provider, model, baseUrl }) => {
    const { hostname, port, protocol } = new URL(baseUrl)
    const span = tracing.open({
      name: `${operation} ${model}`,
      kind: 'client',
      attributes: {
        'gen_ai.operation.name': operation,
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': model,
        'server.address': hostname,
        'server.port': port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
      },
    })
    return { headers: span.carrier, ended: (failure) => span.end({ errorType: failure }) }
  }
}
