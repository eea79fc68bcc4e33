export {
  createModels,
  type ConfiguredModel,
  type ModelObserver,
  type Models,
  type ModelsConfig,
} from './create-models.ts'
export type { EmbeddingModel, LanguageModel, ModelPrompt, PromptSource } from './language-model.ts'
export { saying, scriptedModel, type Script, type ScriptedModel } from './scripted-model.ts'
export { ModelError } from './model-error.ts'
export type { ModelCall } from './chain.ts'
export type { ModelTrial } from './try-model.ts'
