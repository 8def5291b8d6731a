import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recordedActs } from '@/lib/access/permission';
import audit from '@/messages/en/audit.json';

test('what the trail can be filtered by is what can stand in it, and each has words', () => {
  const written = readdirSync('lib/usecases', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join('lib/usecases', file), 'utf8'));
  const lacksWriter = recordedActs.filter((act) => !written.some((text) => text.includes(`'${act}'`)));
  expect(lacksWriter).toEqual([]);
  expect(recordedActs).not.toContain('catalog.search');
  expect(recordedActs.map((act) => act.replaceAll('.', '-')).sort()).toEqual(
    Object.keys(audit.action).sort(),
  );
});
