/** What was found good lately, by what was asked, until the time it ends. Holds at most `capacity`; the oldest goes first. */
export class RecentChecks<T> {
  readonly #found = new Map<string, { value: T; until: number }>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** `now` and `until` in the same unit; at `until` it is over. */
  get(key: string, now: number): T | undefined {
    const found = this.#found.get(key);
    if (found === undefined || now < found.until) return found?.value;
    this.#found.delete(key);
    return undefined;
  }

  keep(key: string, value: T, until: number): void {
    this.#found.set(key, { value, until });
    if (this.#found.size <= this.#capacity) return;
    const [oldest] = this.#found.keys();
    if (oldest !== undefined) this.#found.delete(oldest);
  }
}
