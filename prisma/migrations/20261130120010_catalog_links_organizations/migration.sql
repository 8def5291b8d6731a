-- What is listed already names its organizations. Entries are read and not written: what the catalog keeps of its past, and who keeps it in
-- memory, hear nothing of it. What is listed meanwhile is linked by the triggers.
SELECT link_organizations(coalesce((SELECT array_agg(id) FROM micro_credential), '{}'));
