/**
 * What the public register calls a decision: `partly` gives credit in some programs alone, or with more than the certificate beside it;
 * `considered` is a proposal that was not accepted, which is no no. @source docs/domain.md §7.2
 */
export type DecisionWord = 'yes' | 'partly' | 'no' | 'considered';
