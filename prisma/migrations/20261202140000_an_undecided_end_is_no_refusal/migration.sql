-- A claim that ends where no rule speaks of any of its certificates was not refused, and is kept as what it is.
ALTER TABLE "claim_decision" DROP CONSTRAINT "claim_decision_outcome_known",
  ADD CONSTRAINT "claim_decision_outcome_known" CHECK (outcome IN ('granted', 'partly_granted', 'refused', 'undecided', 'reversed'));
ALTER TABLE "credit_claim" DROP CONSTRAINT "credit_claim_outcome_of_decided", DROP CONSTRAINT "credit_claim_nothing_accepted_of_a_no";
ALTER TABLE "credit_claim"
  ADD CONSTRAINT "credit_claim_outcome_of_decided" CHECK (outcome IN ('granted', 'partly_granted', 'refused', 'undecided')
    AND (state IN ('decided', 'accepted', 'held', 'posted', 'closed', 'reversed', 'reversal_appealed', 'declined', 'appealed')) = (outcome IS NOT NULL)),
  ADD CONSTRAINT "credit_claim_nothing_accepted_of_a_no" CHECK (outcome NOT IN ('refused', 'undecided') OR state NOT IN ('accepted', 'held', 'posted', 'closed', 'reversed', 'reversal_appealed', 'declined'));
