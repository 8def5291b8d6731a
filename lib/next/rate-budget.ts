import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/kernel/refusal';

/**
 * Budgets a minute: writes of a person (or of an address, for visitors), and attempts to sign in from an address. A whole campus may come
 * from one address at the start of a term, and an attempt can guess nothing, so this one only bounds the work. What is asked for takes from
 * a budget of cost, in which one is 20 ms of computing (lib/next/request-class.ts): half of what one core does in a minute.
 * Requests to institutions are budgeted an hour and network, since each may stay for a year; mail to confirm an address a day and mailbox,
 * which may be a stranger's. @source docs/security.md, "Limits"
 */
export const budgets = {
  writes: 120,
  signIns: 300,
  cost: 1_500,
  requests: 60,
  askerMails: 5,
  badges: 30,
} as const;
const writes = new RateLimiterMemory({ keyPrefix: 'write', points: budgets.writes, duration: 60 });
const signIns = new RateLimiterMemory({ keyPrefix: 'sign-in', points: budgets.signIns, duration: 60 });
const requests = new RateLimiterMemory({ keyPrefix: 'request', points: budgets.requests, duration: 3_600 });
const badges = new RateLimiterMemory({ keyPrefix: 'badge', points: budgets.badges, duration: 60 });
const askerMails = new RateLimiterMemory({
  keyPrefix: 'asker-mail',
  points: budgets.askerMails,
  duration: 86_400,
});
const costs = new RateLimiterMemory({ keyPrefix: 'cost', points: budgets.cost, duration: 60 });

/** Takes one write from the budget. @refuses rate_limited */
export async function spendWrite(actor: Actor, address: string): Promise<void> {
  await spend(writes, actor.kind === 'visitor' ? `address:${networkOf(address)}` : `user:${actor.userId}`);
}

/** Takes one attempt to sign in from the budget of an address. @refuses rate_limited */
export async function spendSignIn(address: string): Promise<void> {
  await spend(signIns, networkOf(address));
}

/** Takes one request to an institution from the budget of a network. @refuses rate_limited */
export async function spendRequest(address: string): Promise<void> {
  await spend(requests, networkOf(address));
}

/** Takes one badge from the budget of a network: each costs a process, and may ask addresses elsewhere. @refuses rate_limited */
export async function spendBadge(address: string): Promise<void> {
  await spend(badges, networkOf(address));
}

/** Whether one more mail may go to a mailbox that an asker left; it takes from the budget of the mailbox. */
export async function mayMailAsker(mailbox: string): Promise<boolean> {
  return askerMails.consume(mailbox).then(
    () => true,
    () => false,
  );
}

/** Takes what an answer costs from the budget of a caller. Null where there was enough, else when there is some again. @units seconds */
export async function spendCost(caller: string, cost: number): Promise<number | null> {
  try {
    await costs.consume(caller, cost);
    return null;
  } catch (spent) {
    return spent instanceof RateLimiterRes ? Math.max(1, Math.ceil(spent.msBeforeNext / 1_000)) : 60;
  }
}

/**
 * What one caller is counted by: an IPv4 address, or the first 64 bits of an IPv6 address, of which everybody has the rest for the taking.
 * @source RFC 6177, section 2: a site gets at least a /64
 */
export function networkOf(address: string): string {
  const [bare = ''] = address.split('%');
  if (!bare.includes(':') || !URL.canParse(`http://[${bare}]`)) return address;
  // The address in its one short form, and without what an IPv4 address is wrapped in.
  const short = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const wrapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(short);
  if (wrapped) {
    const [high, low] = [parseInt(wrapped[1] ?? '', 16), parseInt(wrapped[2] ?? '', 16)];
    return [high >> 8, high & 255, low >> 8, low & 255].join('.');
  }
  const [front = '', back] = short.split('::');
  const groups = (text: string) => text.split(':').filter(Boolean);
  const known = groups(front);
  const missing = back === undefined ? 0 : 8 - known.length - groups(back).length;
  const all = [...known, ...Array.from({ length: missing }, () => '0'), ...groups(back ?? '')];
  return `${all.slice(0, 4).join(':')}::/64`;
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch {
    refuse('rate_limited', 'access/too-many-requests');
  }
}
