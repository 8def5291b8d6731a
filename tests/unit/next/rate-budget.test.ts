import { beforeEach, expect, test, vi } from 'vitest';
import { type Actor, visitor } from '@/lib/access/actor';
import {
  budgets,
  mayMailAsker,
  networkOf,
  spendRequest,
  spendSignIn,
  spendWrite,
} from '@/lib/next/rate-budget';

const guest = (userId: string): Actor => ({ kind: 'guest', userId });
// Budgets live as long as the process, so each test is about callers of its own.
let caller = 0;
beforeEach(() => void caller++);

async function exhaust(actor: Actor, address: string): Promise<void> {
  for (let i = 0; i < budgets.writes; i++) await spendWrite(actor, address);
  await expect(spendWrite(actor, address)).rejects.toMatchObject({
    code: 'rate_limited',
    reason: 'access/too-many-requests',
  });
}

test('a visitor who has spent the budget of an address takes nothing from visitors elsewhere', async () => {
  await exhaust(visitor, `192.0.2.${caller}`);
  await expect(spendWrite(visitor, `198.51.100.${caller}`)).resolves.toBeUndefined();
});

test('people who have signed in have a budget each, though a campus shares one address', async () => {
  const campus = `192.0.2.${caller}`;
  await exhaust(guest(`one-${caller}`), campus);
  await expect(spendWrite(guest(`other-${caller}`), campus)).resolves.toBeUndefined();
  await expect(spendWrite(visitor, campus)).resolves.toBeUndefined();
  // Another address gives no second budget.
  await expect(spendWrite(guest(`one-${caller}`), `198.51.100.${caller}`)).rejects.toMatchObject({
    code: 'rate_limited',
  });
});

test('attempts to sign in have a budget of their own', async () => {
  const address = `192.0.2.${caller}`;
  for (let i = 0; i < budgets.signIns; i++) await spendSignIn(address);
  await expect(spendSignIn(address)).rejects.toMatchObject({ code: 'rate_limited' });
  await expect(spendWrite(visitor, address)).resolves.toBeUndefined();
});

test('requests have a budget an hour of the network, which other writes do not touch', async () => {
  const at = (host: number) => `2001:db8:${caller}:2::${host}`;
  for (let i = 0; i < budgets.requests; i++) await spendRequest(at(i));
  await expect(spendRequest(at(9_999))).rejects.toMatchObject({ code: 'rate_limited' });
  await expect(spendWrite(visitor, at(9_999))).resolves.toBeUndefined();
  await expect(spendRequest(`2001:db8:${caller}:3::1`)).resolves.toBeUndefined();
});

test('a mailbox gets no more mail to confirm than its own budget a day, whoever leaves it', async () => {
  const mailbox = `victim-${caller}@example.test`;
  for (let i = 0; i < budgets.askerMails; i++) expect(await mayMailAsker(mailbox)).toBe(true);
  expect(await mayMailAsker(mailbox)).toBe(false);
  expect(await mayMailAsker(`other-${caller}@example.test`)).toBe(true);
});

test('a network of IPv6 addresses is one caller, however its addresses are written; others are others', async () => {
  for (const [one, other] of [
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::9'],
    ['2001:DB8:1:2::', '2001:0db8:0001:0002:ffff:0:0:1'],
    ['::1', '0:0:0:0:5::'],
    ['fe80::1%eth0', 'fe80::2%eth1'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
  ] as const)
    expect(networkOf(one), `${one} and ${other}`).toBe(networkOf(other));
  for (const [one, other] of [
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['192.0.2.7', '192.0.2.8'],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.8'],
    ['unknown', '::1'],
  ] as const)
    expect(networkOf(one), `${one} and ${other}`).not.toBe(networkOf(other));
  const at = (host: number) => `2001:db8:${caller}:1::${host}`;
  for (let i = 0; i < budgets.signIns; i++) await spendSignIn(at(i));
  await expect(spendSignIn(at(9_999))).rejects.toMatchObject({ code: 'rate_limited' });
  for (let i = 0; i < budgets.writes; i++) await spendWrite(visitor, at(i));
  await expect(spendWrite(visitor, at(9_999))).rejects.toMatchObject({ code: 'rate_limited' });
});

test('the budget is there again after a minute', async () => {
  vi.useFakeTimers();
  try {
    await exhaust(visitor, `192.0.2.${caller}`);
    vi.advanceTimersByTime(61_000);
    await expect(spendWrite(visitor, `192.0.2.${caller}`)).resolves.toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
