-- What is played: each match as it stands, so that it outlives a restart. Gone once it is over.
create table live_match (
    id varchar(64) primary key,
    state text not null
);

-- What came of it: one row a match, written once. The state is the public one, as JSON.
create table finished_match (
    id varchar(64) primary key,
    first_player varchar(64) not null,
    second_player varchar(64) not null,
    ended_at bigint not null,
    state text not null
);

create index finished_match_first on finished_match (first_player, ended_at);
create index finished_match_second on finished_match (second_player, ended_at);

-- As whom people play: one a browser. Counts are of rated matches.
create table player (
    id varchar(64) primary key,
    name varchar(128) not null,
    color varchar(7) not null,
    rating integer not null,
    won integer not null,
    lost integer not null,
    drawn integer not null
);

create index player_rating on player (rating);
