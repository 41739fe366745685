-- Other names of organisations: one row per name.
create table team_alias (
    alias varchar not null,
    team_id varchar not null,
    primary key (alias, team_id),
    foreign key (team_id) references team (team_id)
);
