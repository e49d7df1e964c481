-- Which topic it was: one that was deleted and made anew has the same name, and its offsets mean other records.
alter table consumed add column topic_id text not null default '';
