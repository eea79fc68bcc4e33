/** Does it again and again, after a first time soon, and never two at once; disposing waits for the one under way. */
export function again(
  { firstMs, everyMs }: { readonly firstMs: number; readonly everyMs: number },
  work: () => Promise<void>,
): AsyncDisposable {
  let under: Promise<void> | undefined
  const next = () => {
    under ??= work().finally(() => (under = undefined))
  }
  const first = setTimeout(next, firstMs)
  const timer = setInterval(next, everyMs)
  return {
    async [Symbol.asyncDispose]() {
      clearTimeout(first)
      clearInterval(timer)
      await under
    },
  }
}
