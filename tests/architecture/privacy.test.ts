import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '@/scripts/project';
import { generatedPart } from '@/scripts/tables/generated-part';
import { privacyTable } from '@/scripts/tables/privacy';

describe('personal data', () => {
  it('is what docs/privacy.md says', () => {
    // When this fails on purpose: npm run docs:tables.
    expect(generatedPart(readFileSync(inProject('docs', 'privacy.md'), 'utf8'))).toBe(privacyTable());
  });
});
