-- Models: one row per model.
create table model (
    model_id varchar not null,
    team_id varchar not null,
    name_ko varchar,
    name_en varchar not null,
    total_params_b decimal(18, 6),
    active_params_b decimal(18, 6),
    architecture varchar,
    modality varchar,
    context_tokens bigint,
    released_on date,
    released_source_id varchar,
    weights varchar,
    licence varchar,
    note_ko varchar,
    note_en varchar,
    source_id varchar not null,
    primary key (model_id),
    foreign key (team_id) references team (team_id),
    foreign key (released_source_id) references source (source_id),
    foreign key (source_id) references source (source_id),
    check (active_params_b <= total_params_b)
);
