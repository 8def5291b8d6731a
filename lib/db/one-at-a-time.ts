import { Client, type QueryResult } from 'pg';

/**
 * A connection that gets its next statement when the one before is answered. What reads a row loads several of its relations at
 * once, which in a transaction all go over one connection: the driver still queues them itself, warns, and will not do so for ever.
 * @source the driver's own notice: "Use async/await or an external async flow control mechanism instead"
 */
export class OneAtATime extends Client {
  #before: Promise<unknown> = Promise.resolve();

  // The declared overloads are those of the driver; nobody here hands it a callback or a stream.
  override query = ((...statement: [unknown, ...unknown[]]): unknown => {
    if (!isPlain(statement)) return this.#now(statement);
    const answer = this.#before.then(() => this.#now(statement) as Promise<QueryResult>);
    this.#before = answer.catch(() => undefined);
    return answer;
  }) as Client['query'];

  #now(statement: [unknown, ...unknown[]]): unknown {
    return (super.query as (...given: unknown[]) => unknown).apply(this, statement);
  }
}

/** Statements that answer with a promise; the driver's own callers (connecting, pools) pass callbacks and cursors. */
function isPlain(statement: readonly unknown[]): boolean {
  const [first] = statement;
  const submits = typeof first === 'object' && first !== null && 'submit' in first;
  return !submits && !statement.some((given) => typeof given === 'function');
}
