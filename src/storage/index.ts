export { createStorage, type Database, type Storage, type StorageOptions, type Transaction } from './database.ts'
export type { Tables } from './tables.ts'
