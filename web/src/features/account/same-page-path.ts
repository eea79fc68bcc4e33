/**
 * A path on this very origin, for going on after signing in; undefined for anything else, so that a link to our sign-in page can
 * lead nobody to somebody else's page.
 */
export function samePagePath(next: unknown, origin = location.origin): string | undefined {
  // The browser reads a backslash as a slash, and ignores line ends and tabs: what is not plain is not followed.
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next)) return undefined
  const url = URL.parse(next, origin)
  // `/.//evil.example` is a path here, and what it comes to, `//evil.example`, is somebody else's address.
  if (url?.origin !== origin || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}
