import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/kernel/refusal';

/** Budgets a minute and a person (or address, for visitors). @source docs/security.md, "Limits"; campuses share addresses */
export const budgets = { writes: 120, signIns: 20 } as const;
const writes = new RateLimiterMemory({ keyPrefix: 'write', points: budgets.writes, duration: 60 });
const signIns = new RateLimiterMemory({ keyPrefix: 'sign-in', points: budgets.signIns, duration: 60 });

/** Takes one write from the budget. @refuses rate_limited */
export async function spendWrite(actor: Actor, address: string): Promise<void> {
  await spend(writes, actor.kind === 'visitor' ? `address:${address}` : `user:${actor.userId}`);
}

/** Takes one attempt to sign in from the budget of an address or of a mailbox. @refuses rate_limited */
export async function spendSignIn(key: string): Promise<void> {
  await spend(signIns, key);
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch {
    refuse('rate_limited', 'access/too-many-requests');
  }
}
