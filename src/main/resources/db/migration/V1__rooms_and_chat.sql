-- One schema for H2 and PostgreSQL. Times are ms since the epoch.

create table secret (
    name varchar(32) primary key,
    bytes varchar(256) not null
);

create table room (
    id varchar(48) primary key,
    name varchar(256) not null,
    capacity integer,
    password_hash varchar(100),
    created_at bigint not null
);

create table chat_line (
    room varchar(48) not null,
    seq bigint not null,
    id varchar(64) not null,
    from_id varchar(64) not null,
    from_name varchar(128) not null,
    from_color varchar(7) not null,
    text text not null,
    at bigint not null,
    primary key (room, seq),
    unique (room, from_id, id)
);
