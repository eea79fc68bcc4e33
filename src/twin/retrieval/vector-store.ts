import { sql } from 'kysely'
import { audienceLevel, type Audience } from '#auth'
import type { Database } from '#storage'
import type { Language } from '../text/language.ts'

export interface PassageText {
  readonly id: number
  readonly title: string
  readonly heading: string
  readonly text: string
  readonly language: Language
}

/** Passages that have no vector of a model yet, oldest first. */
export async function findPassagesWithoutVector(
  database: Database,
  model: string,
  limit: number,
): Promise<PassageText[]> {
  const { rows } = await sql<PassageText>`
    select p.id, s.title, p.heading, p.text, p.language from passages p join sources s on s.id = p.source_id
    where not exists (select from passage_vectors v where v.model = ${model} and v.passage_id = p.id)
    order by p.id limit ${limit}`.execute(database)
  return rows
}

/** Stores vectors of length 1. Those of passages that have gone meanwhile are left out. */
export async function saveVectors(
  database: Database,
  model: string,
  vectors: ReadonlyMap<number, Float32Array>,
): Promise<void> {
  for (const [id, vector] of vectors) {
    await sql`
      insert into passage_vectors (model, passage_id, vector, audience, expires_at)
      select ${model}, id, ${Array.from(vector)}::real[], audience, coalesce(expires_at, 'infinity') from passages where id = ${id}
      on conflict do nothing`.execute(database)
  }
}

/** About `limit` passages evenly over what the audience may see, the same whenever that is the same. */
export async function samplePassages(
  database: Database,
  model: string,
  { audience, limit }: { audience: Audience; limit: number },
): Promise<PassageText[]> {
  const { rows } = await sql<PassageText>`
    select id, title, heading, text, language from (
      select p.id, s.title, p.heading, p.text, p.language, row_number() over (order by p.id) - 1 as place, count(*) over () as total
      from passage_vectors v join passages p on p.id = v.passage_id join sources s on s.id = p.source_id
      where v.model = ${model} and v.audience <= ${audienceLevel(audience)} and v.expires_at > now()
    ) x where place % greatest(total / ${limit}::int, 1) = 0 order by id limit ${limit}`.execute(database)
  return rows
}

export interface ExaminedModel {
  readonly dimension: number
  /** 0 to 1: how much its ranking counts beside the lexical one. */
  readonly vote: number
  /** Passages that the audience could see and that had a vector then. */
  readonly examined: number
}

export async function saveExamination(
  database: Database,
  model: string,
  audience: Audience,
  { dimension, vote, examined }: ExaminedModel,
): Promise<void> {
  await sql`insert into embedding_models (model, audience, dimension, vote, examined)
    values (${model}, ${audienceLevel(audience)}, ${dimension}, ${vote}, ${examined})
    on conflict (model, audience) do update set (dimension, vote, examined) = (excluded.dimension, excluded.vote, excluded.examined)`.execute(
    database,
  )
}

/** What the model has shown on the passages that the audience may see. */
export async function findExamination(
  database: Database,
  model: string,
  audience: Audience,
): Promise<ExaminedModel | undefined> {
  const { rows } = await sql<ExaminedModel>`select dimension, vote, examined from embedding_models
    where model = ${model} and audience = ${audienceLevel(audience)}`.execute(database)
  return rows[0]
}

/** How many passages that the audience may see have a vector. */
export async function countVectors(database: Database, model: string, audience: Audience): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from passage_vectors
    where model = ${model} and audience <= ${audienceLevel(audience)} and expires_at > now()`.execute(database)
  return rows[0]!.count
}

/** Whether pgvector can be used, installing it into the database where the server has it and we may. */
export async function preparePgvector(database: Database): Promise<boolean> {
  const { rows } = await sql<{ installed: boolean }>`
    select installed_version is not null as installed from pg_available_extensions where name = 'vector'`.execute(
    database,
  )
  if (!rows[0]) return false
  if (!rows[0].installed) await sql`create extension if not exists vector`.execute(database)
  return true
}

/**
 * HNSW (Malkov and Yashunin 2018) over what one audience may see of a model's vectors; pgvector indexes up to 2,000
 * dimensions. One graph for all would lead a search among hidden vectors, and find fewer of the visible ones the more
 * hidden ones lie between: none at all, where a hundred do and pgvector is older than 0.8.
 */
export async function createVectorIndex(
  database: Database,
  model: string,
  audience: Audience,
  dimension: number,
): Promise<void> {
  const level = audienceLevel(audience)
  const name = `passage_vectors_${Buffer.from(model).toString('hex').slice(0, 40)}_${level}`
  await sql`create index if not exists ${sql.id(name)} on passage_vectors
    using hnsw ((vector::vector(${sql.lit(dimension)})) vector_ip_ops)
    where model = ${sql.lit(model)} and audience <= ${sql.lit(level)}`.execute(database)
}

/** HNSW candidates: recall .99 at 100,000 passages. From 0.8 on pgvector goes on looking when most of them have expired. */
const searchWidth = 100

/**
 * The visible passages nearest to a vector of length 1, nearest first, by pgvector: through the audience's index, or, when
 * not `indexed`, by looking at all of them.
 */
export async function findNearest(
  database: Database,
  model: string,
  vector: Float32Array,
  { audience, limit, indexed }: { audience: Audience; limit: number; indexed: boolean },
): Promise<number[]> {
  const type = sql`vector(${sql.lit(vector.length)})`
  const distance = sql`vector::${type} <#> ${Array.from(vector)}::real[]::${type}`
  return database.transaction().execute(async (transaction) => {
    await sql`select set_config('hnsw.ef_search', ${String(searchWidth)}, true), (
      select set_config('hnsw.iterative_scan', 'strict_order', true) from pg_extension
      where extname = 'vector' and string_to_array(extversion, '.')::int[] >= '{0,8,0}')`.execute(transaction)
    // A sum is not what an index is ordered by: so no index of a wider audience is used.
    const { rows } = await sql<{ passage_id: number }>`
      select passage_id from passage_vectors
      where model = ${sql.lit(model)} and audience <= ${sql.lit(audienceLevel(audience))} and expires_at > now()
      order by ${indexed ? distance : sql`(${distance}) + 0`} limit ${limit}`.execute(transaction)
    return rows.map((row) => row.passage_id)
  })
}

/** The visible passages that have a vector of a model, for the scan in process. */
export async function findVisibleVectors(database: Database, model: string, audience: Audience): Promise<number[]> {
  const { rows } = await sql<{ ids: number[] | null }>`
    select array_agg(passage_id order by passage_id) as ids from passage_vectors
    where model = ${model} and audience <= ${audienceLevel(audience)} and expires_at > now()`.execute(database)
  return rows[0]!.ids ?? []
}

export async function loadVectors(
  database: Database,
  model: string,
  ids: readonly number[],
): Promise<Map<number, Float32Array>> {
  const { rows } = await sql<{ passage_id: number; vector: number[] }>`
    select passage_id, vector from passage_vectors where model = ${model} and passage_id = any(${[...ids]}::int[])`.execute(
    database,
  )
  return new Map(rows.map((row) => [row.passage_id, Float32Array.from(row.vector)]))
}
