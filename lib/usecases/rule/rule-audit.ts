import type { RuleVersion } from '@/lib/rule/rule-version';

/** What an audit entry keeps of a version: all that is decided in it, and where it stands. */
export function auditStateOf(version: RuleVersion) {
  const {
    status,
    title,
    departmentId,
    definition,
    basis,
    publicNote,
    internalNote,
    claimFrom,
    claimTo,
    reviewDueOn,
    statusReason,
    publishedById,
    rowVersion,
  } = version;
  return {
    status,
    title,
    departmentId,
    definition,
    basis,
    publicNote,
    internalNote,
    claimFrom,
    claimTo,
    reviewDueOn,
    statusReason,
    publishedById,
    rowVersion,
  };
}
