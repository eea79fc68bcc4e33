const everyMs = 2_000

/** Looks now and then every two seconds, one look at a time, until disposed, which waits for the one under way. */
export function watchExperiments({
  check,
  failed,
}: {
  check: () => Promise<void>
  failed: (error: unknown) => void
}): AsyncDisposable {
  let looking: Promise<void> | undefined
  const look = () => {
    looking ??= check()
      .catch(failed)
      .finally(() => (looking = undefined))
  }
  look()
  const timer = setInterval(look, everyMs).unref()
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await looking
    },
  }
}
