import { audiences, type Audience } from '#auth'
import type { Database } from '#storage'
import { dot, examineEmbeddings, normalized } from './examine-embeddings.ts'
import { fuse } from './fusion.ts'
import { search, type SearchInput } from './search.ts'
import type { SearchResult } from './search-result.ts'
import * as store from './vector-store.ts'
import { wholeText } from './whole-text.ts'

/** What the search needs of an embedding model. */
export interface Embedding {
  readonly id: string
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}

export interface HybridSearch {
  /** Embeds the passages that have no vector yet; returns how many. Examines the model when what an audience sees has doubled. */
  embedPassages(signal: AbortSignal): Promise<number>
  /** The lexical search, and the vectors beside it as far as the model has earned it. Words are searched while it is away. */
  search(asked: SearchInput): Promise<SearchResult>
}

export interface HybridNeeds {
  readonly database: Database
  readonly embedding: Embedding
  /** Called when the model did not answer and words alone were searched. */
  readonly onFailure: (error: unknown) => void
}

const passagesPerRequest = 64
/** Passages the model is examined on: 400 short texts to embed. */
const examPassages = 200
/** Below this ratio a model has no vote, above the other a full one (see `examineEmbeddings`). */
const noVote = 0.95
const fullVote = 1.25
/** Who asks waits no longer for a vector: words alone are better than a late answer. */
const questionMs = 2_000
/** Each ranking is fused to this depth. */
const fusedDepth = 50
/** A scan in process up to here costs a few milliseconds; with more vectors an HNSW index is worth its making. */
const scannedVectors = 10_000

/** Adds vectors to the search. Sentences and refusals rest on words, so document frequencies stay the lexical ones. */
export function createHybridSearch({ database, embedding, onFailure }: HybridNeeds): HybridSearch {
  const model = embedding.id
  const scan = createScan(database, model)
  let pgvector: Promise<boolean> | undefined
  const indexedFor = new Set<Audience>()

  async function embedPassages(signal: AbortSignal): Promise<number> {
    let embedded = 0
    for (;;) {
      const passages = await store.findPassagesWithoutVector(database, model, passagesPerRequest)
      if (passages.length === 0) break
      const texts = passages.map(wholeText)
      const vectors = await embedding.embed(texts, signal)
      await store.saveVectors(
        database,
        model,
        new Map(passages.map(({ id }, index) => [id, normalized(vectors[index]!)])),
      )
      embedded += passages.length
    }
    await examine(signal)
    return embedded
  }

  /** What a model is worth to an audience may rest on nothing that is hidden from it, so each has its own examination. */
  async function examine(signal: AbortSignal): Promise<void> {
    let dimension = 0
    const ratios = new Map<string, number>() // where audiences see the same, one examination is enough
    for (const audience of audiences) {
      const count = await store.countVectors(database, model, audience)
      const known = await store.findExamination(database, model, audience)
      if (count === 0 || (known && count < 2 * known.examined && count > known.examined / 2)) continue
      dimension ||= known?.dimension ?? (await embedding.embed(['dimension'], signal))[0]!.length
      const sample = await store.samplePassages(database, model, { audience, limit: examPassages })
      const ids = sample.map(({ id }) => id).join()
      const ratio = ratios.get(ids) ?? (await examineEmbeddings(sample, (texts) => embedding.embed(texts, signal)))
      ratios.set(ids, ratio)
      const vote = Math.min(1, Math.max(0, (ratio - noVote) / (fullVote - noVote)))
      await store.saveExamination(database, model, audience, { dimension, vote, examined: count })
    }
  }

  async function nearest(
    question: string,
    { dimension, examined }: store.ExaminedModel,
    audience: Audience,
    signal: AbortSignal,
  ): Promise<number[]> {
    const [vector] = (await embedding.embed([question], signal)).map(normalized)
    if (!vector || vector.length !== dimension)
      throw new Error(`${model} gave ${vector?.length ?? 0} numbers for a question, ${dimension} for the passages`)
    if (await (pgvector ??= store.preparePgvector(database))) {
      const indexed = examined > scannedVectors
      if (indexed && !indexedFor.has(audience)) await store.createVectorIndex(database, model, audience, dimension)
      if (indexed) indexedFor.add(audience)
      return store.findNearest(database, model, vector, { audience, limit: fusedDepth, indexed })
    }
    return scan(vector, audience)
  }

  return {
    embedPassages,
    async search(asked) {
      const signal = AbortSignal.timeout(questionMs)
      const examination = asked.question ? await store.findExamination(database, model, asked.audience) : undefined
      if (!examination || examination.vote === 0) return search(database, asked)
      const vectors = nearest(asked.question!, examination, asked.audience, signal).catch((error: unknown) => {
        onFailure(error)
        return []
      })
      const [lexical, near] = await Promise.all([
        search(database, { ...asked, limit: Math.max(asked.limit, fusedDepth) }),
        vectors,
      ])
      if (near.length === 0) return { ...lexical, hits: lexical.hits.slice(0, asked.limit) }
      const fused = fuse(
        lexical.hits.map(({ passageId }) => passageId),
        near,
        examination.vote,
      )
      return { ...lexical, hits: withLexicalScores(fused, lexical).slice(0, asked.limit) }
    },
  }
}

/** Reciprocal ranks say nothing of how well a passage fits: each place keeps the score it had in the lexical ranking. */
function withLexicalScores(fused: readonly { passageId: number }[], { hits }: SearchResult): SearchResult['hits'] {
  const last = hits.at(-1)?.score ?? 0
  return fused.map(({ passageId }, place) => ({ passageId, score: hits[place]?.score ?? last }))
}

/** Nearest passages by an exact scan; which ones are visible is asked of PostgreSQL each time, vectors are kept. */
function createScan(
  database: Database,
  model: string,
): (vector: Float32Array, audience: Audience) => Promise<number[]> {
  const kept = new Map<number, Float32Array>()
  return async (vector, audience) => {
    const ids = await store.findVisibleVectors(database, model, audience)
    if (kept.size > 2 * Math.max(ids.length, scannedVectors)) kept.clear() // most are of passages that have gone
    const missing = ids.filter((id) => !kept.has(id))
    for (const [id, loaded] of await store.loadVectors(database, model, missing)) kept.set(id, loaded)
    return ids
      .flatMap((id) => {
        const own = kept.get(id)
        return own ? [{ id, similarity: dot(vector, own) }] : []
      })
      .sort((one, other) => other.similarity - one.similarity || one.id - other.id)
      .slice(0, fusedDepth)
      .map(({ id }) => id)
  }
}
