import { expect, test } from 'vitest';
import { isStopped } from '@/lib/import/reading';
import imports from '@/messages/en/imports.json';

test('what is too much is stopped and said so; what cannot be read is refused', () => {
  const notes = Object.entries(imports.notes).filter(([code]) => code.startsWith('file-'));
  const stopped = notes.filter(([code]) => isStopped(code.replace('file-', 'file/')));
  expect(stopped.map(([, words]) => words.split(',')[0])).toEqual([
    'Stopped: it took too long',
    'Stopped: it took too much memory',
    'Stopped: too many rows',
  ]);
  expect(notes.length).toBeGreaterThan(stopped.length + 10);
});
