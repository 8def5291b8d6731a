import { expect, it } from 'vitest';
import { demonstrationStudents, isDemonstrationStudent } from '@/lib/access/demonstration-students';

it('invents students whose mailboxes nobody can have, each once', () => {
  expect(new Set(demonstrationStudents.map(({ key }) => key)).size).toBe(demonstrationStudents.length);
  for (const { mailbox } of demonstrationStudents) {
    expect(mailbox).toMatch(/@students\.example$/);
    expect(isDemonstrationStudent(mailbox)).toBe(true);
  }
  expect(isDemonstrationStudent('mia.jansen@university.test')).toBe(false);
});
