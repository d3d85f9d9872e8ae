// Opens the database file and hides the driver's gaps behind five functions.
import Database from 'libsql'
import { schema } from './schema'

/** The driver ends the whole process on a boolean or undefined parameter, so the type leaves them out. */
export type SqlValue = string | number | bigint | null

export interface Store {
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  get<Row>(sql: string, ...values: SqlValue[]): Row | undefined
  /** A change of organizations, users or identities; counts up {@link Store.version}. Answers the rows changed. */
  change(sql: string, ...values: SqlValue[]): number
  /** A change that lists do not show: tokens, event log, settings. */
  record(sql: string, ...values: SqlValue[]): number
  /** All or nothing; must not be nested. */
  transaction<T>(work: () => T): T
  /** Differs after every {@link Store.change}, so that lists can be kept until then. */
  version(): number
  close(): void
}

export function openStore(file: string): Store {
  const database = new Database(file)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  database.exec(schema)
  const statements = new Map<string, ReturnType<typeof database.prepare>>()
  const prepared = (sql: string) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const fresh = database.prepare(sql)
    statements.set(sql, fresh)
    return fresh
  }
  let version = 0
  return {
    all: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).all(...values) as Row[],
    get: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).get(...values) as Row | undefined,
    change(sql, ...values) {
      version += 1
      return prepared(sql).run(...values).changes
    },
    record: (sql, ...values) => prepared(sql).run(...values).changes,
    transaction: <T>(work: () => T) => database.transaction(work)() as T,
    version: () => version,
    close() {
      statements.clear()
      database.close()
    },
  }
}
