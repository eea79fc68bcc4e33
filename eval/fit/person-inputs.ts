/**
 * What train-person.py learns from: every question of every training twin, with word vectors that were fitted without it.
 *
 *   node eval/fit/person-inputs.ts FOLDER ranking|refusal
 *
 * FOLDER holds fold0.bin to fold3.bin of train-word-vectors.py. Writes FOLDER/ranking-N.{json,x,y}: a row of features a
 * candidate sentence, and whether it answers; or FOLDER/refusal-N.{json,x}: a row of inputs a question, found with the
 * ranking as shipped.
 */
import { open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answerabilityFeatures, personInputs } from '../../src/twin/answering/answerability.ts'
import { rankSentences } from '../../src/twin/answering/rank-sentences.ts'
import { featureNames, sentenceFeatures } from '../../src/twin/answering/sentence-features.ts'
import { useWordVectors } from '../../src/twin/text/word-vectors.ts'
import { sentenceAnswers, type AskedQuestion } from './collections.ts'
import { askTwin, trainingTwins } from './twin-collections.ts'

const [folder, what] = process.argv.slice(2)
if (!folder || (what !== 'ranking' && what !== 'refusal'))
  throw new Error('Usage: node eval/fit/person-inputs.ts FOLDER ranking|refusal')

for (const [fold, twins] of Map.groupBy(await trainingTwins(), (twin) => twin.fold)) {
  useWordVectors(pathToFileURL(join(folder, `fold${fold}.bin`)))
  const name = join(folder, `${what}-${fold}`)
  await using rows = await open(`${name}.x`, 'w')
  await using labels = await open(`${name}.y`, 'w')
  const questions: object[] = []
  for (const twin of twins) {
    for (const asked of await askTwin(twin.folder)) {
      const line = what === 'ranking' ? await writeCandidates(asked, rows, labels) : await writeSignals(asked, rows)
      if (line) questions.push({ answerable: asked.source.answerable, language: asked.question.language, ...line })
    }
  }
  await writeFile(`${name}.json`, JSON.stringify({ features: featureNames, questions }))
  process.stderr.write(`${name}: ${questions.length} questions\n`)
}

type Output = Awaited<ReturnType<typeof open>>

async function writeCandidates(asked: AskedQuestion, rows: Output, labels: Output) {
  const features = sentenceFeatures(asked.question, asked.passages, asked.result)
  const right = Uint8Array.from({ length: features.count }, (_, row) =>
    sentenceAnswers(asked, features.passageOf[row]!, features.sentenceOf[row]!) ? 1 : 0,
  )
  await rows.write(bytesOf(Float32Array.from(features.rows.subarray(0, features.count * featureNames.length))))
  await labels.write(right)
  return { count: features.count, story: asked.question.wantsStory }
}

async function writeSignals(asked: AskedQuestion, rows: Output) {
  const ranking = rankSentences(asked.question, asked.passages, asked.result)
  const signals = answerabilityFeatures(asked.question, ranking, asked.result)
  if (!signals) return undefined
  await rows.write(bytesOf(personInputs(asked.question, ranking, signals)))
  return {}
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
}
