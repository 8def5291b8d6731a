import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { viewMicroCredential } from '@/lib/usecases/catalog/view-micro-credential';
import { viewEntry } from '@/lib/usecases/listing/view-entry';
import {
  DescribeOrganization,
  describeOrganization,
} from '@/lib/usecases/organization/describe-organization';
import { viewDescription } from '@/lib/usecases/organization/view-description';
import { lastAuditEntry } from '@/tests/support/audit-trail';
import {
  aMicroCredential,
  anInstitution,
  aPerson,
  type BuiltInstitution,
  type BuiltPerson,
} from '@/tests/support/builders';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let here: BuiltInstitution;
let editor: BuiltPerson;
let entryId = '';
let organizationId = '';
beforeEach(async () => {
  here = await anInstitution();
  editor = await aPerson(here, 'catalog_editor');
  ({ id: entryId } = await aMicroCredential(here, { title: 'Data Analytics' }));
  await queryAsSuperuser('UPDATE micro_credential SET provider = $2 WHERE id = $1', [
    entryId,
    `Maker ${randomUUID()}`,
  ]);
  const named = (await viewEntry(ctxOf(editor), entryId)).organizations;
  organizationId = named.find(({ roles }) => roles.includes('provider'))?.id ?? expect.fail('not linked');
});

const describeIt = async (over: object = {}, by = editor, options: { idempotencyKey?: string } = {}) =>
  describeOrganization(
    ctxOf(by, options),
    DescribeOrganization.parse({
      organizationId,
      expectedVersion: 1,
      country: 'de',
      url: 'https://maker.example/home',
      ...over,
    }),
  );
const seen = async (by = editor) => (await viewDescription(ctxOf(by), organizationId)).organization;

describe('country and site of an organization', () => {
  it('are stated by whoever lists something of it, on record, and told on its certificates at once', async () => {
    const slug = (
      await queryAsSuperuser<{ slug: string }>('SELECT slug FROM micro_credential WHERE id = $1', [entryId])
    )[0]?.slug;
    const told = async () => {
      const ctx = ctxOf();
      return ctx.catalog.keep(ctx.now, `entry ${slug}`, async () =>
        viewMicroCredential(ctx, { slug: slug ?? '', asOf: null, unit: null }),
      );
    };
    await ctxOf().catalog.upToDate(ctxOf().now);
    expect((await told()).entry.organizations.provider).toMatchObject({ country: null, url: null });
    await describeIt();
    expect((await told()).entry.organizations.provider).toMatchObject({
      country: 'DE',
      url: 'https://maker.example/home',
    });
    expect(await seen()).toMatchObject({ country: 'DE', statedBy: here.name, rowVersion: 2 });
    expect(await lastAuditEntry(here.id)).toMatchObject({
      action: 'organization.describe',
      object_type: 'organization',
      object_id: organizationId,
      before: { country: null, url: null },
      after: { country: 'DE', url: 'https://maker.example/home' },
    });
  });

  it('are its steward’s alone, until both are empty again', async () => {
    const elsewhere = await anInstitution();
    const other = await aPerson(elsewhere, 'catalog_editor');
    await expect(describeIt({}, other)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'organization/not-known-here',
    });
    expect((await viewDescription(ctxOf(other), organizationId)).barredBy).toBe('not-known-here');
    const provider = (await seen()).name;
    const { id } = await aMicroCredential(elsewhere, { title: 'Theirs' });
    await queryAsSuperuser('UPDATE micro_credential SET provider = $2 WHERE id = $1', [
      id,
      provider.toUpperCase(),
    ]);
    expect((await viewDescription(ctxOf(other), organizationId)).barredBy).toBeNull();
    await describeIt({ url: '' });
    await expect(describeIt({ expectedVersion: 2, country: 'FR' }, other)).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'organization/other-steward',
    });
    expect((await viewDescription(ctxOf(other), organizationId)).barredBy).toBe('other-steward');
    await describeIt({ expectedVersion: 2, country: '', url: '' });
    expect(await seen()).toMatchObject({ country: null, statedBy: null });
    await describeIt({ expectedVersion: 3, country: 'FR' }, other);
    expect(await seen()).toMatchObject({ country: 'FR', statedBy: elsewhere.name });
  });

  it('are not written over what somebody has not seen, nor twice by one form', async () => {
    const idempotencyKey = randomUUID();
    await describeIt({}, editor, { idempotencyKey });
    await describeIt({}, editor, { idempotencyKey });
    expect((await seen()).rowVersion).toBe(2);
    await expect(describeIt({ country: 'FR' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'organization/changed-meanwhile',
    });
  });

  it.each(['reviewer', 'chair', 'administrator', 'auditor'] as const)(
    'are not stated by a %s',
    async (role) => {
      const somebody = await aPerson(here, role);
      await expect(describeIt({}, somebody)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(viewDescription(ctxOf(somebody), organizationId)).rejects.toMatchObject({
        code: 'forbidden',
      });
    },
  );

  it('are of no organization that is not there', async () => {
    await expect(describeIt({ organizationId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    [{ country: 'Germany' }, 'field/country'],
    [{ country: 'D' }, 'field/country'],
    [{ url: 'http://maker.example' }, 'field/secure-address'],
    [{ url: 'javascript:alert(1)' }, 'field/secure-address'],
  ])('have their form: %j', (over, message) => {
    const parsed = DescribeOrganization.safeParse({
      organizationId,
      expectedVersion: 1,
      country: '',
      url: '',
      ...over,
    });
    expect(JSON.stringify(parsed.error?.issues)).toContain(message);
  });
});
