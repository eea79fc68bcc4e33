const longestMessage = 300

/** The usual shapes of keys, also masked in part as providers echo them: "sk-ab***yz", "Bearer abc". */
const keyShapes =
  /\b(?:sk|pk|gsk|xai|hf|plx|api|key|token)[-_][\w*.…-]{6,}|\bbearer\s+\S+|([?&](?:api[-_]?)?(?:key|token)=)[^&\s]+|(\/\/)[^/\s:@]+:[^/\s@]+@/gi

/** The words of a provider or a library without the given secrets and without anything shaped like a key, cut to 300 characters. */
export function scrub(message: string, secrets: readonly (string | undefined)[]): string {
  let clean = message
  for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, '[secret]')
  clean = clean.replace(
    keyShapes,
    (_whole, parameter?: string, userInfo?: string) => `${parameter ?? userInfo ?? ''}[secret]${userInfo ? '@' : ''}`,
  )
  clean = clean.replace(/\s+/g, ' ').trim()
  return clean.length > longestMessage ? `${clean.slice(0, longestMessage)}…` : clean
}
