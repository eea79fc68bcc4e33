import type { TableState } from '#storage'
import type { TableContents } from './contents.ts'
import { quoted } from './plain-text.ts'

/**
 * What to expect of the database, given a backup of it.
 * - `same`: these rows and no others.
 * - `restored`: the transaction asked about wrote these rows; since then others may have come, and newer versions of these.
 * - `dumped`: the transactions before the one asked about had ended when the backup was made, so what they wrote is in it.
 */
export type Expectation = 'same' | 'restored' | 'dumped'

/** In words, where a table is not as expected. `except` are not looked at. */
export function differences(
  tables: readonly TableContents[],
  states: readonly TableState[],
  expectation: Expectation,
  except: readonly string[] = [],
): string[] {
  const names = [...new Set([...tables, ...states].map(({ name }) => name))].filter((name) => !except.includes(name))
  return names.flatMap((name) => {
    const table = tables.find((candidate) => candidate.name === name)
    const state = states.find((candidate) => candidate.name === name)
    if (!table) return [`${shown(name)} is not in the backup`]
    if (!state) return [`${shown(name)} is not in the database`]
    const problem = differenceOf(table, state, expectation)
    return problem ? [`${shown(name)}: ${problem}`] : []
  })
}

/** The usual names of tables as they are. */
const shown = (name: string): string => (/^\w{1,63}$/.test(name) ? name : quoted(name))

function differenceOf(table: TableContents, state: TableState, expectation: Expectation): string | undefined {
  if (expectation === 'dumped')
    return state.older > table.rows
      ? `${table.rows} rows in the backup, ${state.older} that were there before it`
      : undefined
  if (expectation === 'restored' && state.newer > 0)
    return state.own + state.newer < table.rows
      ? `${table.rows} rows in the backup, ${state.own} restored, ${state.newer} changed since`
      : undefined
  if (state.rows !== table.rows) return `${table.rows} rows in the backup, ${state.rows} in the database`
  return state.fingerprint === table.fingerprint ? undefined : 'as many rows, but not the same ones'
}
