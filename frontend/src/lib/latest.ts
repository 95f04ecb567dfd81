/** Runs tasks of which only the latest matters: an overtaken one gives `undefined`, whenever it ends. */
export class Latest {
  #turn = 0;

  async run<T>(task: () => Promise<T>): Promise<T | undefined> {
    const turn = ++this.#turn;
    try {
      const value = await task();
      return turn === this.#turn ? value : undefined;
    } catch (error) {
      if (turn === this.#turn) throw error;
      return undefined;
    }
  }

  /** Makes whatever is running an overtaken one. */
  forget(): void {
    this.#turn += 1;
  }
}
