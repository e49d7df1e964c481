-- Whether the topic holds events that the store has lost (it was restored to an earlier point): nothing is recorded until that is decided.
alter table relay_checkpoint add column ahead boolean not null default false;
