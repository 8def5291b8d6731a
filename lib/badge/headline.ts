import { type Check, verdictOf } from './check';

/** What stands above the checks of a badge: keys below `badge`, and what failed, which the words at `key` name. */
export interface Headline {
  key: string;
  lede: string;
  tone: 'done' | 'warning' | 'refused';
  /** The checks that failed, in their order. */
  failed: readonly Check[];
  /** Of how many badges within a check failed. */
  failedWithin: number;
  /** Whether nothing shows that the badge comes from the issuer that it names. */
  isUnshown: boolean;
}

/**
 * The headline of a badge, from its checks alone: one that failed is always in it, so that no summary says otherwise than what it sums up.
 * Correct and anybody's is no "valid": a reader would take the word for more than it is. Total.
 * @param hasRemarks whether something is accepted and yet worth knowing
 * @param within the checks of each badge within a record
 */
export function headlineOf(
  checks: readonly Check[],
  { hasRemarks, within }: { hasRemarks: boolean; within: readonly (readonly Check[])[] },
): Headline {
  const verdict = verdictOf(checks);
  const failed = failedOf(checks);
  const failedWithin = within.filter((one) => failedOf(one).length > 0).length;
  const isUnshown = checks.some(({ reason }) => reason === 'issuerUnshown' || reason === 'issuerPretended');
  const isSound = verdict === 'valid' && failed.length === 0;
  const word = verdict === 'valid' && isUnshown ? 'unshown' : isSound && hasRemarks ? 'validWith' : verdict;
  return {
    key: `${failed.length > 0 ? 'verdictFailed' : 'verdict'}.${word}`,
    lede: `${failed.length > 0 ? 'verdictFailedLede' : 'verdictLede'}.${word}`,
    tone:
      verdict === 'invalid' ? 'refused' : isSound && !isUnshown && failedWithin === 0 ? 'done' : 'warning',
    failed,
    failedWithin,
    isUnshown,
  };
}

function failedOf(checks: readonly Check[]): Check[] {
  return checks.filter(({ outcome }) => outcome === 'fail');
}
