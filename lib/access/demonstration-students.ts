/**
 * Invented students whom a visitor of a demonstration can be: students and nothing else. Their mailboxes are of a name that is reserved, so
 * no mail reaches one and nobody can prove one. @source RFC 2606, section 3
 */
export const demonstrationStudents = [
  { key: 'mia-jansen', name: 'Mia Jansen', mailbox: 'mia.jansen@students.example' },
  { key: 'tomas-ribeiro', name: 'Tomás Ribeiro', mailbox: 'tomas.ribeiro@students.example' },
  { key: 'aisha-khan', name: 'Aisha Khan', mailbox: 'aisha.khan@students.example' },
] as const;
export type DemonstrationStudent = (typeof demonstrationStudents)[number];

/** Whether a confirmed mailbox is that of an invented student. */
export function isDemonstrationStudent(mailbox: string): boolean {
  return demonstrationStudents.some((student) => student.mailbox === mailbox);
}
