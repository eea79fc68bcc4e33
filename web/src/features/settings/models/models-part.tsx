import { useQuery } from '@tanstack/react-query'
import { queryOf } from '../../../api/query.ts'
import { CodeBlock } from '../../../components/code-block.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { modelsMessages } from '../../../messages/models/messages.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { Part } from '../part.tsx'
import { ModelCard } from './model-card.tsx'

const chatSettings = `# A model on this machine:
OLLAMA_HOST=http://127.0.0.1:11434
OLLAMA_MODEL=llama3.2

# Or any OpenAI-compatible server:
OPENAI_BASE_URL=https://api.openai.com/v1
OPENAI_API_KEY=…
OPENAI_MODEL=gpt-4.1-mini`

const embeddingSettings = `EMBEDDING_BASE_URL=http://127.0.0.1:11434/v1
EMBEDDING_MODEL=nomic-embed-text`

/** The models that are configured, each with a way to try it; or that there is none, and how to have one. */
export function ModelsPart() {
  const messages = useMessages(modelsMessages)
  const { parts } = useMessages(settingsMessages)
  const query = useQuery({ ...queryOf('GET /api/v1/models'), staleTime: 0 })
  return (
    <Part title={parts.models} about={messages.about}>
      <Loaded query={query}>
        {({ models }) => {
          const chat = models.filter(({ use }) => use === 'answers')
          const search = models.filter(({ use }) => use === 'search')
          return (
            <>
              {chat.length === 0 && (
                <None {...messages.noChat} how={messages.how} label={messages.howLabel} settings={chatSettings} />
              )}
              {chat.map((model, index) => (
                <ModelCard
                  key={model.id}
                  model={model}
                  position={index === 0 ? (chat.length > 1 ? messages.first : undefined) : messages.fallback(index + 1)}
                />
              ))}
              {search.length === 0 && (
                <None
                  {...messages.noSearch}
                  how={messages.how}
                  label={messages.howSearchLabel}
                  settings={embeddingSettings}
                />
              )}
              {search.map((model) => (
                <ModelCard key={model.id} model={model} position={undefined} />
              ))}
            </>
          )
        }}
      </Loaded>
    </Part>
  )
}

interface NoneProps {
  title: string
  text: string
  how: string
  label: string
  settings: string
}

function None({ title, text, how, label, settings }: NoneProps) {
  return (
    <div className="rounded-lg border border-line bg-surface p-4">
      <h3 className="font-medium">{title}</h3>
      <p className="mt-1 text-small text-muted">{text}</p>
      <p className="mt-4 mb-1 text-small">{how}</p>
      <CodeBlock label={label} value={settings} />
    </div>
  )
}
