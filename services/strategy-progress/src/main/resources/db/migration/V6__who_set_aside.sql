-- Who has set a record aside, when and why; nothing of it where the projection did so by itself, because another record was applied.
alter table held
    add column aside_by text,
    add column aside_at timestamptz,
    add column aside_en text,
    add column aside_fr text,
    add check (num_nulls(aside_by, aside_at, aside_en, aside_fr) in (0, 4));
