/**
 * A path on this very origin, for going on after signing in; undefined for anything else, so that a link to our sign-in page can
 * lead nobody to somebody else's page.
 */
export function samePagePath(next: unknown, origin = location.origin): string | undefined {
  // The browser reads a backslash as a slash, and ignores line ends and tabs: what is not plain is not followed.
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return undefined
  const url = URL.parse(next, origin)
  return url?.origin === origin ? url.pathname + url.search + url.hash : undefined
}
