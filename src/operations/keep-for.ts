/** Reads anew only when what was read is older than that; whoever comes meanwhile waits for the same. What failed is not kept. */
export function keepFor<Value>(ms: number, read: () => Promise<Value>): () => Promise<Value> {
  let kept: { readonly at: number; readonly value: Promise<Value> } | undefined
  return () => {
    if (kept && performance.now() - kept.at < ms) return kept.value
    const mine = { at: performance.now(), value: read() }
    kept = mine
    mine.value.catch(() => {
      if (kept === mine) kept = undefined
    })
    return mine.value
  }
}
