-- The room that was made for a match; null where it was played in a room of others. What was finished before has none.
alter table finished_match add column own_room varchar(48);

create index finished_match_own_room on finished_match (own_room, ended_at);
