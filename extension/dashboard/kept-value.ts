import * as v from 'valibot';
import type { Services } from './services.ts';

/** One small value that outlives the page. What is there and does not fit (an older version wrote it, somebody changed it) counts as not there. */
export function createKeptValue<Schema extends v.GenericSchema<unknown>>(
  storage: Services['storage'],
  key: string,
  schema: Schema,
  empty: v.InferOutput<Schema>,
) {
  return {
    load(): v.InferOutput<Schema> {
      try {
        return v.parse(schema, JSON.parse(storage.getItem(key) ?? ''));
      } catch {
        return empty;
      }
    },
    save(value: v.InferOutput<Schema>): void {
      storage.setItem(key, JSON.stringify(value));
    },
    clear(): void {
      storage.removeItem(key);
    },
  };
}
