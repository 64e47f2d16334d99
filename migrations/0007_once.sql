-- Forms that created something, remembered for a week: the same form posted again gets the first one's answer.

create table posted_form (
  digest bytea primary key check (octet_length(digest) = 32),
  answer jsonb,
  created_at timestamptz not null
);
create index posted_form_created on posted_form (created_at);
