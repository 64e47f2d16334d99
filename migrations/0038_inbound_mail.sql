-- Mails that have come in: answers of calendar programs, bounces, and what nobody recognised.

create table inbound_mail (
  id uuid primary key,
  -- Of Message-ID and content: the same mail comes in once, by whichever way.
  digest text not null unique,
  message_id text,
  received_at timestamptz not null,
  from_email text,
  from_name text not null check (from_name !~ '[[:cntrl:]]'),
  subject text not null check (subject !~ '[[:cntrl:]]'),
  text text not null,
  token text,
  calendars jsonb not null,
  -- Message-IDs of ours that it answers or brings back, without angle brackets.
  answers jsonb not null,
  automatic boolean not null,
  state text not null check (state in ('waiting', 'taken', 'aside', 'automatic', 'bounce')),
  reason text,
  taken_by text,
  attempts integer not null default 0,
  next_try_at timestamptz not null
);
create index inbound_mail_waiting on inbound_mail (next_try_at) where state = 'waiting';
create index inbound_mail_listed on inbound_mail (state, received_at, id);
create index inbound_mail_from on inbound_mail (from_email);
