import { describe, expect, it } from 'vitest';
import { fieldsOfForm, formOfFields, noBranch, noLine, withFields } from '@/lib/rule/blank-form';
import { DefinitionFields } from '@/lib/rule/form-fields';

const full = DefinitionFields.parse({
  premise: {
    way: 'atLeast',
    count: '1',
    branches: [
      { mc: 'a', minScore: '80', idVerified: 'on' },
      { type: 'group', way: 'all', branches: [{ mc: 'b', maxAge: '6', maxAgeUnit: 'months' }, {}] },
      { type: 'assessment', assessment: 'Exam', minScore: '5' },
    ],
  },
  decision: 'deny',
  outcomes: [
    { lines: [{ kind: 'block', target: 'IT', credit: 'source', amount: '3', unit: 'ECTS' }, {}] },
    { lines: [{}] },
  ],
  programs: ['BSC', 'MSC'],
  credentialWindow: { basis: 'heldDuring', from: '2026-01-01' },
  claimWindow: { to: '2026-12-31' },
  combining: 'group',
  exclusiveGroup: 'x',
  overrides: 'one, two',
  tags: 'ACE',
  priority: '10',
});

/** The form as a browser would send it. */
function sent(): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  const walk = (name: string, value: unknown) => {
    if (typeof value === 'string') fields[name] = value;
    else
      for (const [key, inner] of Object.entries(value as object))
        if (!(key === 'programs')) walk(`${name}.${key}`, inner);
  };
  walk('definition', full);
  return { ...fields, 'definition.programs[]': full.programs, title: 'T' };
}

describe('a form that is shown again', () => {
  it('blank rows are what the schema fills in', () => {
    expect(
      DefinitionFields.parse({ premise: { branches: [{}] }, outcomes: [{ lines: [{}] }] }),
    ).toMatchObject({ premise: { branches: [noBranch] }, outcomes: [{ lines: [noLine] }] });
  });

  it('holds what was sent', () => {
    expect(formOfFields(sent(), 'definition')).toEqual(full);
  });

  it('takes one program, and fields that are missing, as they come', () => {
    expect(
      formOfFields({ 'definition.programs[]': 'BSC', 'definition.premise.branches.0.mc': 'a' }, 'definition'),
    ).toEqual({
      ...DefinitionFields.parse({ premise: { branches: [{ mc: 'a' }] }, programs: ['BSC'] }),
    });
  });
});

it('compares two forms by the fields that hold something', () => {
  const fields = fieldsOfForm(full);
  expect(fields.get('premise.branches.1.branches.0.maxAge')).toBe('6');
  expect(fields.get('programs.1')).toBe('MSC');
  expect(fields.has('termWindow.from')).toBe(false);
});

describe('a form whose fields were filled in before anybody heard of it', () => {
  it('stays as it is where the fields hold what it holds, or there are none', () => {
    expect(withFields(full, sent(), 'definition')).toEqual(full);
    expect(withFields(full, {}, 'definition')).toEqual(full);
  });

  it('takes what they hold, blank where it was emptied or unticked, and keeps what has no field', () => {
    const entered = withFields(
      full,
      {
        'definition.premise.branches.0.minScore': '',
        'definition.premise.branches.0.idVerified': '',
        'definition.outcomes.0.lines.0.target': 'CS',
        'definition.programs[]': ['MSC'],
      },
      'definition',
    );
    expect(entered.premise.branches[0]).toEqual({
      ...full.premise.branches[0],
      minScore: '',
      idVerified: '',
    });
    expect(entered.outcomes[0]?.lines[0]).toEqual({ ...full.outcomes[0]?.lines[0], target: 'CS' });
    expect(entered.programs).toEqual(['MSC']);
    expect(entered.claimWindow).toEqual(full.claimWindow);
  });
});
