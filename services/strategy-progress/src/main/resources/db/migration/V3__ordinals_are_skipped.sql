-- Whoever takes the turn to read skips ordinals, in case the database has lost the last ones.
grant usage, update on sequence milestone_ordinal_seq to "${role}";
