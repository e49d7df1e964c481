-- The state of a record that is on file. Until now the first words of its reason and a missing version stood for it.
--   pending      genuine, and waits for an earlier version or for its initiative to go on
--   unreadable   cannot be read
--   foreign      from a service that may not speak of it
--   conflicting  another milestone with a version that is applied
--   unbelieved   a watermark that says nothing
--   unsigned, backdated  without a valid signature; recorded before what was complete
--   skipped      set aside by an operator
--   superseded   another record was applied as its version
alter table held add column status text not null default 'unreadable'
    check (status in ('pending', 'unreadable', 'foreign', 'conflicting', 'unbelieved', 'unsigned', 'backdated', 'skipped', 'superseded'));
-- The words stay in the reasons, for the release before, which still looks for them.
update held set status = case
        when reason like 'set aside: another record was applied as version %' then 'superseded'
        when reason like 'set aside: %' then 'skipped'
        when reason like 'waits%' or reason = 'repaired' then 'pending'
        when reason like 'another milestone has version %' then 'conflicting'
        when reason like 'the initiative belongs to %' then 'foreign'
        when topic like '%.watermarks%' then 'unbelieved'
        else 'unreadable' end;
create index held_by_status on held (generation, status, initiative);

-- The service that a record claimed to be of, where that is why it is on file.
alter table held add column source text;

-- The registry says to whom an initiative belongs, not the record that came first. The next release removes the column.
alter table initiative alter column source set default '';
update initiative set parked = null where parked like 'the initiative belongs to %';

-- Several watermarks can wait, each as its sequence and its instant, so that it does not matter which topic is read first.
-- The next release removes the columns of the one that could.
alter table source add column waiting text[] not null default '{}';
update source set waiting = array[waiting_sequence || ' ' || to_char(waiting_through at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')]
    where waiting_sequence is not null;
