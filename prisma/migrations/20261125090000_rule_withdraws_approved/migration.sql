-- An approved version that can no longer be published (a duplicate, a lapsed recommendation) was stuck, and kept every later version from starting.
INSERT INTO "rule_status_move" VALUES ('approved', 'withdrawn');
