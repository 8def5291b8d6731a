/** The best of many by score, of equal ones those that came first. */
export class Best {
  private readonly entries: number[] = [];
  private readonly scores: number[] = [];
  constructor(private readonly most: number) {}

  offer(entry: number, score: number): void {
    const { entries, scores, most } = this;
    if (entries.length === most) {
      if (!this.isWorse(0, entry, score)) return;
      [entries[0], scores[0]] = [entry, score];
      this.sink();
      return;
    }
    let at = entries.push(entry) - 1;
    scores.push(score);
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (this.isWorse(at, entries[parent] as number, scores[parent] as number)) this.swap(at, parent);
      else break;
      at = parent;
    }
  }

  inOrder(): { entry: number; score: number }[] {
    return this.entries
      .map((entry, at) => ({ entry, score: this.scores[at] as number }))
      .sort((a, b) => b.score - a.score || a.entry - b.entry);
  }

  /** Whether what stands there is worse than this. */
  private isWorse(at: number, entry: number, score: number): boolean {
    const own = this.scores[at] as number;
    return own < score || (own === score && (this.entries[at] as number) > entry);
  }

  private sink(): void {
    const { entries, scores } = this;
    for (let at = 0; ; ) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < entries.length && this.isWorse(child, entries[worst] as number, scores[worst] as number))
          worst = child;
      if (worst === at) return;
      this.swap(at, worst);
      at = worst;
    }
  }

  private swap(a: number, b: number): void {
    const { entries, scores } = this;
    [entries[a], entries[b]] = [entries[b] as number, entries[a] as number];
    [scores[a], scores[b]] = [scores[b] as number, scores[a] as number];
  }
}
