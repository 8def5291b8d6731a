/** The page of a claim to its student; `at` is the institution's address here. */
export function claimHref({ at, claimId }: { at: string; claimId: string }): string {
  return `/my/claims/${at}/${claimId}`;
}

/** The page on which an estimate becomes a claim: the estimate's own address, asked of another page. */
export function claimOfEstimate(estimateHref: string): string {
  return estimateHref.replace(/^\/estimate/, '/claim');
}
