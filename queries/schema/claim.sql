-- Published claims: one row per claim.
create table claim (
    claim_id varchar not null,
    team_id varchar,
    model_id varchar,
    text_ko varchar not null,
    text_en varchar not null,
    kind varchar not null,
    operator varchar not null,
    value_text varchar not null,
    unit varchar not null,
    rounding decimal(18, 6),
    aggregate varchar,
    parts varchar,
    n_parts bigint,
    claimed_on date not null,
    source_id varchar not null,
    primary key (claim_id),
    foreign key (team_id) references team (team_id),
    foreign key (model_id) references model (model_id),
    foreign key (source_id) references source (source_id),
    check ((operator = 'about') = (rounding is not null))
);
