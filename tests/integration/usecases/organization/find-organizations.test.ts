import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { findOrganizations } from '@/lib/usecases/organization/find-organizations';
import { anInstitution, aPerson, type BuiltPerson } from '@/tests/support/builders';
import { aMicroCredential } from '@/tests/support/builders/catalog';
import { ctxOf } from '@/tests/support/ctx';
import { queryAsSuperuser } from '@/tests/support/db';

let editor: BuiltPerson;
let reviewer: BuiltPerson;
beforeAll(async () => {
  const here = await anInstitution();
  [editor, reviewer] = [await aPerson(here, 'catalog_editor'), await aPerson(here, 'reviewer')];
  for (const provider of ['IBM', 'IBM Research', 'Ibmec 100%_sure', 'Universität Köln', 'Uni!versal'])
    await aMicroCredential(here.id, { title: randomUUID(), provider });
  const { id } = await aMicroCredential(here.id, { title: 'Left', provider: 'Mistyped' });
  await queryAsSuperuser(`UPDATE micro_credential SET provider = 'IBM' WHERE id = $1`, [id]);
});
const found = (words: string) => findOrganizations(ctxOf(editor), words);

describe('who may be meant by what is typed', () => {
  it.each([
    ['ibm', ['IBM', 'IBM Research', 'Ibmec 100%_sure']],
    ['IBM Corp', ['IBM']],
    [' ＩＢＭ ', ['IBM', 'IBM Research', 'Ibmec 100%_sure']],
    ['Universitaet Köln', ['Universität Köln']],
    ['universität  KÖLN', ['Universität Köln']],
    ['%_', ['Ibmec 100%_sure']],
    ['i!v', ['Uni!versal']],
    ['Mistyped', []],
    ['\\', []],
  ])('%j: %j', async (words, names) => {
    expect((await found(words)).slice(0, names.length || 1)).toEqual(names);
  });

  it('is told to whoever may list, and to nobody else', async () => {
    await expect(findOrganizations(ctxOf(reviewer), 'ibm')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(findOrganizations(ctxOf(), 'ibm')).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});
