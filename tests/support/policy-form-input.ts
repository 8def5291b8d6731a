/** A policy form as a browser sends it, complete and in order. */
export function policyFormInput() {
  const stage = {
    kind: 'department',
    mode: 'all',
    quorum: 'moreThanHalf',
    threshold: 'majorityCast',
    tie: 'notApproved',
    minReviewers: '1',
    recusedCount: 'no',
    dueDays: '15',
    minutes: '',
  };
  return {
    credit: {
      resolution: 'best',
      rounding: { stage: 'line', mode: 'HALF_UP', increment: '0.5' },
      trim: 'partial',
      postAfterResidentCredits: '12',
      conversions: [
        { from: 'US_SEM', to: 'ECTS', factor: '2' },
        { from: '', to: '', factor: '' },
      ],
    },
    review: {
      stages: [
        { ...stage },
        { ...stage, kind: 'committee', mode: 'quorumVote', quorum: '5', threshold: 'twoThirds' },
        { ...stage, kind: '' },
      ],
      deanFromCredits: '',
      coverageThreshold: '75',
      reReviewMonths: '24',
    },
    effectiveFrom: '2027-01-01',
    effectiveTo: '',
    note: 'Senate decision of November',
  };
}
