-- The outbox: a mail is a row of the operation's own transaction; nothing leaves before it is committed.

create table mail (
  id uuid primary key,
  person_id uuid references person on delete cascade,
  email text not null check (email ~ '^[^[:space:][:cntrl:]<>@]+@[^[:space:][:cntrl:]<>@]+$'),
  name text not null check (name !~ '[[:cntrl:]]'),
  locale text not null check (locale in ('hu', 'en')),
  kind text not null check (kind in ('essential', 'news')),
  -- Message keys and their values; forgotten after a while, and at once when it holds a secret.
  content jsonb,
  secret boolean not null default false,
  reply_to text check (reply_to !~ '[[:cntrl:]]'),
  unsubscribe_path text check (unsubscribe_path ~ '^/[^[:space:][:cntrl:]]*$'),
  once_key text unique,
  state text not null check (state in ('waiting', 'held', 'kept', 'gathered', 'sent', 'failed', 'bounced')),
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  give_up_at timestamptz not null,
  claimed_until timestamptz,
  attempts integer not null default 0,
  sent_at timestamptz,
  last_error text,
  -- Without its angle brackets; the same at every attempt.
  message_id text unique,
  -- The digest that a gathered mail went into.
  digest_id uuid references mail on delete set null
);
create index mail_waiting on mail (kind, next_try_at) where state = 'waiting';
create index mail_held on mail (person_id, created_at) where state = 'held';
create index mail_person on mail (person_id);
create index mail_email on mail (email);
create index mail_digest on mail (digest_id);
create index mail_listed on mail (created_at, id);

create table mail_preference (
  person_id uuid primary key references person on delete cascade,
  frequency text not null check (frequency in ('at_once', 'daily', 'weekly', 'essentials')),
  unsubscribe_token text not null unique,
  changed_at timestamptz not null
);

-- Addresses that mail has come back from.
create table mail_address (
  email text primary key,
  hard_bounces integer not null default 0,
  last_bounce_at timestamptz not null,
  last_error text,
  marked_at timestamptz
);
create index mail_address_marked on mail_address (marked_at) where marked_at is not null;
