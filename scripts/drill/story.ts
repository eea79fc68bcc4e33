import type { World } from './world.ts'

/** Prints one numbered step of a story: what happened, and what was seen of it in the world. */
export type Tell = (step: string, evidence: string) => void

export interface Story {
  readonly title: string
  /** Rejects when the product did not heal itself. */
  run(world: World, tell: Tell): Promise<void>
}
