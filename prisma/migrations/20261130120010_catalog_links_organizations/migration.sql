-- What is listed already names its organizations. Entries are read and not written: what the catalog keeps of its past, and who keeps it in
-- memory, hear nothing of it. Everybody reads on; whoever changes an entry or advice waits, so that none is linked to what it named before.
LOCK TABLE "micro_credential", "recommendation" IN SHARE MODE;
SELECT link_organizations(coalesce((SELECT array_agg(id) FROM micro_credential), '{}'), ARRAY['provider', 'platform', 'awarding_body', 'recommender']);
