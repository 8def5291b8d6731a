import { createHash, randomUUID } from 'node:crypto';
import type { RequestThing, Tenant } from './tenant-shape';
import type { Put } from './put';

/** One request to decide, with somebody who waits for the answer; one to list; and one that was closed. */
export async function buildRequests(
  put: Put,
  { tenantId, canary, people, slug }: Pick<Tenant, 'canary' | 'people' | 'slug'> & { tenantId: string },
): Promise<RequestThing[]> {
  // Nobody has decided about it, or the job that answers requests would.
  const [undecidedId, undecided] = [randomUUID(), `Undecided at ${slug}`];
  await put('micro_credential', {
    id: undecidedId,
    steward_tenant_id: tenantId,
    slug: `undecided-${slug}`,
    natural_key: `test:${undecidedId}`,
    title: undecided,
    provider: 'Example Provider',
    source: 'https://example.test',
  });
  const wish = { kind: 'list', provider: 'Example Provider' };
  const hash = (text: string) => createHash('sha256').update(`${text} ${canary}`).digest('hex');
  const mailbox = `asker.${canary.toLowerCase()}@example.test`;
  const states = [
    ['asked', { kind: 'decide', micro_credential_id: undecidedId }, undecided],
    ['wished', { ...wish, title: `Wish ${canary}` }, `Wish ${canary}`],
    [
      'closed',
      {
        ...wish,
        title: `Closed wish ${canary}`,
        answer: 'not_a_certificate',
        askers: 1,
        settled_at: '2026-10-01T09:00:00Z',
        closed_by_id: people.registrar.id,
      },
      `Closed wish ${canary}`,
    ],
  ] as const;
  const things: RequestThing[] = [];
  for (const [label, columns, title] of states) {
    const id = randomUUID();
    await put('certificate_request', {
      tenant_id: tenantId,
      id,
      subject_key: `${label} ${canary}`,
      ...columns,
    });
    if (label !== 'closed')
      await put('certificate_asker', {
        tenant_id: tenantId,
        request_id: id,
        network_key: hash(`network of ${label}`),
        ...(label === 'asked' && {
          mailbox,
          mailbox_key: hash('mailbox'),
          token_hash: hash('token'),
          mailed_at: '2026-10-01T09:00:00Z',
          confirmed_at: '2026-10-01T10:00:00Z',
        }),
      });
    things.push({
      tenantId,
      id,
      label: `request ${label}`,
      isOpen: label !== 'closed',
      rowVersion: 1,
      title,
      mailbox,
    });
  }
  return things;
}
