-- Ways in: mailed links asked for on a page, passkeys, passwords; the browsers a person uses; how often somebody tried.

alter table session
  add column last_seen_on date,
  -- When the person last showed that it is them: at sign-in, or again before a weighty change.
  add column confirmed_at timestamptz,
  -- As the browser names itself, such as Firefox and Windows.
  add column browser text check (length(browser) <= 40),
  add column system text check (length(system) <= 40);
update session set last_seen_on = created_at::date, confirmed_at = created_at;
alter table session
  alter column last_seen_on set not null,
  alter column confirmed_at set not null;

-- Written for every address, known or not, and answered a moment later by a job: the page takes the same time for both.
create table sign_in_request (
  id uuid primary key,
  email text not null check (email = lower(email)),
  created_at timestamptz not null
);

-- Browsers in which a person has signed in before.
create table known_device (
  person_id uuid not null references person on delete cascade,
  token_hash bytea not null,
  last_seen_on date not null,
  primary key (person_id, token_hash)
);

create table password (
  person_id uuid primary key references person on delete cascade,
  -- $argon2id$v=19$m=…,t=…,p=…$salt$hash
  hash text not null,
  changed_at timestamptz not null
);

create table passkey (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on passkey (person_id);

-- What a passkey is asked to sign: once, within five minutes, from the browser that holds the cookie.
create table passkey_challenge (
  token_hash bytea primary key,
  challenge text not null,
  -- Who adds a passkey; null when somebody signs in.
  person_id uuid references person on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenge_person on passkey_challenge (person_id);
create index passkey_challenge_expiry on passkey_challenge (expires_at);

-- Tries to come in, by the hash of the account or of the network that they came from.
create table sign_in_try (
  id uuid primary key,
  key_hash bytea not null,
  at timestamptz not null
);
create index sign_in_try_key on sign_in_try (key_hash, at);
create index sign_in_try_at on sign_in_try (at);
