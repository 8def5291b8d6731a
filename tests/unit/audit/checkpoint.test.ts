import { describe, expect, it } from 'vitest';
import { checkpointText, signedNote } from '@/lib/audit/checkpoint';

describe('a checkpoint', () => {
  it('says whose trail, how long, its head, when and by which hash, a line each, and carries its signature apart', () => {
    const text = checkpointText(
      { tenantId: 't', seq: '7', hash: 'ff00', at: '2026-11-25T12:00:00.000Z' },
      (hex) => Buffer.from(hex, 'hex').toString('base64'),
    );
    expect(text).toBe('crosswalk/audit/t\n7\n/wA=\ntime 2026-11-25T12:00:00.000Z\nhash sha256\n');
    expect(signedNote(text, 'key', 'c2ln')).toBe(`${text}\n— key c2ln\n`);
  });
});
