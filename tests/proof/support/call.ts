import { Browser, type Fields } from '../matrix/http';
import { endpoints } from '../matrix/inventory';

/** Noes that say nothing of the command: it may be sent again. */
const passing = new Set(['bug', 'command/busy', 'command/slow']);

/** The application said no; sending it again would not help. */
export class SaidNo extends Error {}

/** Calls server actions of the built product as a browser does. An answer that is none (no connection, half a reply, a 5xx) is thrown. */
export class Caller {
  private readonly browser: Browser;
  private readonly actions: Map<string, { actionId: string; page: string }>;

  constructor(address: string) {
    this.browser = new Browser(address);
    this.actions = new Map(
      endpoints().flatMap(({ name, actionId, page }) =>
        actionId && page ? [[name.split('#')[1] ?? '', { actionId, page }] as const] : [],
      ),
    );
  }

  close(): void {
    this.browser.close();
  }

  /** @returns what the action answered: its value, or where it leads */
  async act(name: string, cookie: string | null, fields: Fields, page?: string): Promise<unknown> {
    const action = this.actions.get(name);
    if (!action) throw new Error(`The build has no action ${name}.`);
    const reply = await this.browser.action(page ?? action.page, action.actionId, cookie, fields);
    if (
      reply.outcome === 'refused' &&
      reply.status < 500 &&
      !passing.has(reply.reason) &&
      reply.code !== 'unreadable'
    )
      throw new SaidNo(`${name}: ${reply.code} ${reply.reason}`);
    if (reply.outcome !== 'done' || reply.status >= 400)
      throw new Error(`${name}: ${reply.status} ${reply.code} ${reply.reason}`);
    const row = /^[0-9a-f]+:(\{"status":"done".*\})$/m.exec(reply.body)?.[1];
    const leadsTo = reply.headers['x-action-redirect'];
    if (row === undefined && leadsTo === undefined) throw new Error(`${name}: no answer in ${reply.status}`);
    return row === undefined ? String(leadsTo) : (JSON.parse(row) as { value: unknown }).value;
  }
}
