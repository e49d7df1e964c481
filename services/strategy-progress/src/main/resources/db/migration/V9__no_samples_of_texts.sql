-- No sample of a text is kept beside a table for the planner, which asks for none of these columns: a text that is taken out would stay there.
alter table milestone alter column document set statistics 0;
alter table held alter column record set statistics 0, alter column reason set statistics 0;
alter table repair alter column record set statistics 0, alter column document set statistics 0;
alter table rebuild alter column comparison set statistics 0;
do $$ begin
    perform pg_clear_attribute_stats('public', t.name, t.attribute, false)
    from (values ('milestone', 'document'), ('held', 'record'), ('held', 'reason'), ('repair', 'record'), ('repair', 'document'), ('rebuild', 'comparison')) as t(name, attribute);
end $$;
