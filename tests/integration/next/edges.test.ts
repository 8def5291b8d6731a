import { createTranslator } from 'next-intl';
import { NextRequest } from 'next/server';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import * as auditExport from '@/app/(administration)/audit/export/route';
import * as providerCallback from '@/app/api/auth/callback/oidc/route';
import { refuse } from '@/lib/kernel/refusal';
import { defineAction } from '@/lib/next/define-action';
import { defineRoute } from '@/lib/next/define-route';
import { budgets } from '@/lib/next/rate-budget';
import { database } from '@/lib/next/shared-database';
import type { Context } from '@/lib/usecases/context';
import done from '@/messages/en/done.json';
import refusals from '@/messages/en/refusals.json';

// The framework's part is played here: whose request it is, which words are read, and that a page goes stale. All else is the product.
const head = new Headers();
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(head),
  cookies: () => Promise.resolve(new Map<string, { value: string }>()),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }));
vi.mock('next-intl/server', () => ({
  getTranslations: (namespace: 'refusals' | 'done') =>
    Promise.resolve(createTranslator({ locale: 'en', messages: { refusals, done }, namespace })),
}));

const lines: string[] = [];
vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
const events = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

let caller = 0;
beforeEach(() => {
  lines.splice(0);
  // Each test is about a caller of its own, since budgets last longer than a test.
  head.set('x-forwarded-for', `192.0.2.${++caller}`);
});
afterAll(async () => (await database()).close());

const form = (fields: Record<string, string>) => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};

describe('a form', () => {
  const keys: (string | undefined)[] = [];
  const save = defineAction({
    input: z.strictObject({ title: z.string().trim().min(1, { error: 'field/title' }) }),
    run: ({ idempotencyKey }: Context, { title }) => {
      keys.push(idempotencyKey);
      if (title === 'taken')
        refuse('conflict', 'person/email-taken', { fieldErrors: { title: 'field/address-taken' } });
      if (title === 'broken') throw new TypeError('of ours');
      return Promise.resolve({ title });
    },
  });
  beforeEach(() => void keys.splice(0));

  it('carries its key to what it does, so that sending it twice does it once; a key that is none is left out', async () => {
    for (const idempotencyKey of ['0f8fad5b-d9cb-469f', 'short', '<script>alert(1)</script>'])
      await save(null, form({ title: 'Data', idempotencyKey }));
    await save(null, form({ title: 'Data' }));
    expect(keys).toEqual(['0f8fad5b-d9cb-469f', undefined, undefined, undefined]);
  });

  it('that asks a question keeps what was entered beside the answer; one that saves something does not', async () => {
    const ask = defineAction({
      input: z.strictObject({ text: z.string() }),
      run: (_: Context, { text }) => Promise.resolve(text.length),
      refills: true,
    });
    const text = '\n{"a": "</textarea><script>"}';
    expect(await ask(null, form({ text, idempotencyKey: '0f8fad5b-d9cb-469f' }))).toMatchObject({
      status: 'done',
      value: text.length,
      values: { text },
    });
    expect(await save(null, form({ title: 'Data' }))).not.toHaveProperty('values');
  });

  it('that does not fit is not sent on; each field is told why, and what was typed stays', async () => {
    expect(await save(null, form({ title: ' ' }))).toMatchObject({
      status: 'refused',
      code: 'invalid_input',
      reason: 'form/invalid',
      fieldErrors: { title: refusals.reason['field-title'] },
      values: { title: ' ' },
    });
    expect(keys).toEqual([]);
    // What people mistype is no event for whoever watches; a field that no page sends is.
    expect(events()).toEqual([]);
    await save(null, form({ title: 'Data', isAdmin: 'on' }));
    expect(events()).toMatchObject([{ event: 'refused', reason: 'form/unknown-field', actor: 'visitor' }]);
  });

  it('that is refused says so in words, beside the field it is about', async () => {
    expect(await save(null, form({ title: 'taken' }))).toMatchObject({
      status: 'refused',
      code: 'conflict',
      message: refusals.reason['person-email-taken'],
      fieldErrors: { title: refusals.reason['field-address-taken'] },
      values: { title: 'taken' },
    });
  });

  it('that meets a fault of ours is told with the number under which the log has it', async () => {
    head.set('x-request-id', '00000000-0000-4000-8000-000000000007');
    const state = await save(null, form({ title: 'broken' }));
    expect(state).toMatchObject({ status: 'refused', reason: 'bug' });
    expect(state.status === 'refused' && state.message).toContain('00000000-0000-4000-8000-000000000007');
    expect(events()).toMatchObject([
      { level: 'error', event: 'action failed', requestId: '00000000-0000-4000-8000-000000000007' },
    ]);
  });

  it('sent too often is refused and noted as a budget that is spent, by a mark that is no address', async () => {
    for (let i = 0; i < budgets.writes; i++) await save(null, form({ title: 'Data' }));
    expect(await save(null, form({ title: 'Data' }))).toMatchObject({ code: 'rate_limited' });
    expect(events()).toMatchObject([
      {
        event: 'rate budget exhausted',
        code: 'rate_limited',
        caller: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
      },
    ]);
    expect(lines.join('')).not.toContain('192.0.2.');
  });
});

describe('a route', () => {
  const ask = (handle: () => Promise<Response>) =>
    defineRoute(handle)(
      new NextRequest('http://127.0.0.1/api/v1/x', {
        headers: { 'x-request-id': '00000000-0000-4000-8000-000000000008' },
      }),
      {
        params: Promise.resolve({}),
      },
    );

  it('answers a refusal with a problem document that nobody keeps, names the parameters at fault, and notes it', async () => {
    const response = await ask(() =>
      Promise.resolve(
        refuse('not_found', 'catalog/no-such-entry', {
          problems: [{ field: 'slug', reason: 'field/not-valid' }],
        }),
      ),
    );
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect([response.status, await response.json()]).toMatchObject([
      404,
      {
        title: 'catalog/no-such-entry',
        status: 404,
        problems: [{ parameter: 'slug', reason: 'field/not-valid' }],
      },
    ]);
    expect(events()).toMatchObject([{ event: 'refused', code: 'not_found' }]);
  });

  it('that leaves a mark when it is fetched does nothing for whoever asks for its head', () => {
    for (const route of [auditExport, providerCallback]) {
      const response = (route as { HEAD: () => Response }).HEAD();
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
    }
  });

  it('says nothing of a fault of ours but the number under which the log has it', async () => {
    const response = await ask(() => Promise.reject(new TypeError('secret of ours')));
    const text = await response.text();
    expect([
      response.status,
      text.includes('00000000-0000-4000-8000-000000000008'),
      text.includes('secret'),
    ]).toEqual([500, true, false]);
    expect(events()).toMatchObject([
      { level: 'error', event: 'route failed', requestId: '00000000-0000-4000-8000-000000000008' },
    ]);
  });
});
