-- What was done is told to those whom it concerns; the history tells apart the house itself and people who are gone.

create table notification (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  kind text not null,
  -- What belongs together: the same doer with the same object, within a window that begins at started_at.
  batch text not null,
  started_at timestamptz not null,
  -- When the latest of it was done.
  at timestamptz not null,
  -- A message key and its values, but for names of people: those are found by the two columns below.
  text jsonb not null,
  details jsonb not null default '[]',
  href text not null check (href ~ '^/[^[:space:][:cntrl:]]*$'),
  doer_id uuid references person on delete set null,
  -- False when the house itself did it; a doer who is gone leaves this behind.
  by_person boolean not null,
  -- Whom it is about, when that is somebody else than the recipient.
  about_id uuid references person on delete set null,
  read_at timestamptz,
  -- The latest mail about it: while it has not left, a newer one takes its place.
  mail_id uuid references mail on delete set null,
  unique (person_id, batch, started_at)
);
create index notification_listed on notification (person_id, at desc, id);
create index notification_unread on notification (person_id) where read_at is null;
create index notification_batch on notification (batch, started_at);
create index notification_doer on notification (doer_id);
create index notification_about on notification (about_id);
create index notification_mail on notification (mail_id);
create index notification_at on notification (at);

alter table activity
  add column done_as text not null default 'system' check (done_as in ('system', 'person', 'proxy'));
update activity set done_as = case when on_behalf_of is not null then 'proxy' else 'person' end where person_id is not null;
create index activity_about on activity ((details ->> 'person')) where details ->> 'person' is not null;
create index activity_import on activity (id) where object_kind = 'import';
