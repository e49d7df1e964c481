-- What has been read from the topics, generation by generation: a rebuild fills the next one while the last one is read.
create table projection (
    only_row   boolean primary key default true check (only_row),
    generation integer not null
);
insert into projection (generation) values (1);

create table milestone (
    generation   integer     not null,
    ordinal      bigint      not null generated always as identity,
    initiative   text        not null,
    version      integer     not null,
    source       text        not null,
    kind         text        not null,
    occurred_on  text        not null,
    effective_on date        not null,
    recorded_at  timestamptz not null,
    recorded_by  text        not null,
    document     text        not null,
    primary key (generation, initiative, version)
);
create unique index milestone_tail on milestone (generation, ordinal);

-- How far each initiative is applied; parked says why its next milestone cannot be.
create table initiative (
    generation integer not null,
    initiative text    not null,
    source     text    not null,
    applied    integer not null,
    parked     text,
    primary key (generation, initiative)
);

-- Records that cannot be applied (yet): unreadable, or waiting for an earlier version. Nothing is ever dropped.
create table held (
    generation integer not null,
    topic      text    not null,
    partition  integer not null,
    "offset"   bigint  not null,
    initiative text,
    version    integer,
    reason     text    not null,
    record     bytea,
    primary key (generation, topic, partition, "offset")
);
create index held_by_initiative on held (generation, initiative, version);

create table consumed (
    generation  integer not null,
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (generation, topic, partition)
);

-- A watermark waits until everything that it speaks of has been applied.
create table source (
    generation       integer not null,
    source           text    not null,
    received         text    not null,
    complete_through timestamptz,
    waiting_sequence text,
    waiting_through  timestamptz,
    primary key (generation, source)
);

revoke all on projection, milestone, initiative, held, consumed, source from public;
grant select, update on projection to "${role}";
grant select, insert, delete on milestone to "${role}";
grant select, insert, update, delete on initiative, held, consumed, source to "${role}";
