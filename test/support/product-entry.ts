import { fileURLToPath } from 'node:url'

/**
 * What Node is given to run the product: src/start.mjs, or in its place what `TEST_PRODUCT` names, which is the same in fewer
 * files (scripts/test/bundle-product.ts): a whole run starts it some six hundred times.
 */
export const productEntry =
  process.env['TEST_PRODUCT'] ?? fileURLToPath(new URL('../../src/start.mjs', import.meta.url))
