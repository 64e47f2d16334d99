-- One occurrence of a series may be asked to move by itself; and a question that was overtaken says by what.

alter table retiming_move
  -- The local start that the rule gives the occurrence; null where the event takes place once.
  add column occurrence text check (occurrence ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  -- Why a question fell away before anybody answered it.
  add column closed_because text check (closed_because in ('moved', 'cancelled', 'repeats', 'gone'));

alter table retiming_move drop constraint retiming_move_retiming_id_event_id_key;
create unique index retiming_move_once on retiming_move (retiming_id, event_id, coalesce(occurrence, ''));

-- Of one occurrence nobody is asked two things at a time.
drop index retiming_move_open;
create unique index retiming_move_open on retiming_move (event_id, coalesce(occurrence, ''))
  where state in ('asked', 'suggested');
