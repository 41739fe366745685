-- Values of a model on which sources may disagree: one row per value and source.
create table model_fact (
    model_id varchar not null,
    field varchar not null,
    value decimal(18, 6) not null,
    unit varchar not null,
    note_ko varchar,
    note_en varchar,
    source_id varchar not null,
    primary key (model_id, field, value, source_id),
    foreign key (model_id) references model (model_id),
    foreign key (source_id) references source (source_id)
);
