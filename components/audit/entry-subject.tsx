/** EntrySubject: entry {objectType, objectId, subject}. What an entry is about: which kind of thing, and which one. */
import { TextLink } from '@/components/ui/text-link';
import { useAuditWords } from './audit-words';
import type { AuditListRow } from './audit-list-row';
import { ThingName } from './thing-name';

export function EntrySubject({
  entry: { objectType, objectId, subject },
}: {
  entry: Pick<AuditListRow, 'objectType' | 'objectId' | 'subject'>;
}) {
  const { object } = useAuditWords();
  if (objectType === 'audit_entry')
    return (
      <>
        {object(objectType)} <TextLink href={`/audit/${objectId}`}>{objectId}</TextLink>
      </>
    );
  // A policy is called by its kind and number, and the institution is the one whose trail this is.
  if (subject === null || subject.kind === 'policy_version')
    return subject === null ? <>{object(objectType)}</> : <ThingName thing={subject} />;
  return (
    <>
      <span className="text-soft">{object(objectType)}</span> <ThingName thing={subject} />
    </>
  );
}
