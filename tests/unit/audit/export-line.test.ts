import { describe, expect, it } from 'vitest';
import { exportLine } from '@/lib/audit/export-line';

const entry = {
  tenantId: 't',
  seq: '1',
  at: 'a',
  actorId: 'p',
  action: 'x',
  objectType: 'o',
  objectId: 'i',
  summary: 's',
  requestId: 'q',
  commitment: 'c',
  prevHash: '0',
  hash: 'h',
};

describe('a line of an export', () => {
  it('holds the entry in a fixed order, nothing else, and states only when given', () => {
    expect(exportLine({ ...entry, actorName: 'Ada' } as typeof entry)).toBe(`${JSON.stringify(entry)}\n`);
    expect(JSON.parse(exportLine(entry, { salt: 's', before: null, after: 1 }))).toEqual({
      ...entry,
      detail: { salt: 's', before: null, after: 1 },
    });
    expect(JSON.parse(exportLine(entry, { withheldFor: 'stage' }))).toEqual({
      ...entry,
      detail: { withheldFor: 'stage' },
    });
  });
});
