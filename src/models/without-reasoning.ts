const opening = '<think>'
const closing = '</think>'

/** Leaves out `<think>…</think>`, which some models (Qwen, DeepSeek) write into the answer itself. */
export async function* withoutReasoning(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let pending = ''
  let thinking = false
  for await (const piece of pieces) {
    pending += piece
    for (;;) {
      const tag = thinking ? closing : opening
      const at = pending.indexOf(tag)
      if (at === -1) break
      if (!thinking && at > 0) yield pending.slice(0, at)
      pending = pending.slice(at + tag.length)
      thinking = !thinking
    }
    const kept = startOfTag(pending, thinking ? closing : opening)
    if (!thinking && kept > 0) yield pending.slice(0, kept)
    pending = pending.slice(kept)
  }
  if (!thinking && pending !== '') yield pending
}

/** Where a tag may be beginning at the end of the text; the text's length when none is. */
function startOfTag(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return text.length - length
  }
  return text.length
}
