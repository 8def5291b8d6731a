import type { AuditEntryView } from '@/lib/usecases/audit/view-audit-entry';

export type AuditListRow = Pick<
  AuditEntryView['entry'],
  'seq' | 'at' | 'actorName' | 'onBehalfOfName' | 'action' | 'objectType' | 'objectId' | 'summary' | 'subject'
>;
