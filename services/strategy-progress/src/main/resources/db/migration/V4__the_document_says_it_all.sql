-- Nothing ever asked these columns; the document has all of it, and every row was written with them.
alter table milestone drop column source, drop column kind, drop column occurred_on, drop column effective_on, drop column recorded_at,
    drop column recorded_by;
