/** @units views kept · milliseconds that one is kept where nobody tells of a change: the title of a rule is in no feed */
const most = { kept: 2_000, long: 60_000 };

/** What pages showed lately, whole and by name, until something changes. */
export class KeptViews {
  private readonly kept = new Map<string, { view: unknown; until: number }>();
  private state = 0;

  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Something is otherwise than it was. What is being made meanwhile may have been read before, and is not kept. */
  forget(): void {
    this.kept.clear();
    this.state++;
  }

  /** The view of that name, made where it is not kept. What cannot be made is not kept either. */
  async of<View>(name: string, make: () => Promise<View>): Promise<View> {
    const found = this.kept.get(name);
    if (found !== undefined && this.clock() < found.until) {
      this.keep(name, found);
      return found.view as View;
    }
    const [{ state }, until] = [this, this.clock() + most.long];
    const view = await make();
    if (state === this.state) this.keep(name, { view, until });
    return view;
  }

  private keep(name: string, one: { view: unknown; until: number }): void {
    this.kept.delete(name);
    this.kept.set(name, one);
    const [oldest] = this.kept.keys();
    if (this.kept.size > most.kept && oldest !== undefined) this.kept.delete(oldest);
  }
}
