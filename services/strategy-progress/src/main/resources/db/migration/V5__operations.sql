-- Rebuilds: who asked for which, how far it has come, what was decided and how it ended. Any instance writes a decision here; the
-- instance that has the turn to rebuild carries it out.
create table rebuild (
    number     integer     primary key generated always as identity,
    state      text        not null check (state in ('reading', 'comparing', 'ready', 'switched', 'discarded', 'failed')),
    asked_by   text        not null,
    asked_at   timestamptz not null default clock_timestamp(),
    since      timestamptz not null default clock_timestamp(),
    when_equal boolean     not null,
    records    bigint      not null default 0,
    behind     bigint      not null default 0,
    decision   text        check (decision in ('compare', 'switch', 'switchEvenIfDifferent', 'discard')),
    decided_by text,
    reason_en  text,
    reason_fr  text,
    comparison text,
    problem    text        not null default ''
);

-- Documents that take the place of records that cannot be read; the record is kept beside it. Of several about one record the
-- last one holds. They belong to no generation: a rebuild meets the record again, and the document takes its place again.
create table repair (
    number      integer     primary key generated always as identity,
    topic       text        not null,
    partition   integer     not null,
    "offset"    bigint      not null,
    record      bytea,
    initiative  text        not null,
    version     integer     not null,
    document    bytea       not null,
    repaired_by text        not null,
    repaired_at timestamptz not null default clock_timestamp(),
    reason_en   text        not null,
    reason_fr   text        not null
);
create index repair_by_place on repair (topic, partition, "offset");

revoke all on rebuild, repair from public;
grant select, insert, update on rebuild to "${role}";
grant select, insert on repair to "${role}";
