-- Other names of models: one row per name.
create table model_alias (
    alias varchar not null,
    model_id varchar not null,
    primary key (alias, model_id),
    foreign key (model_id) references model (model_id)
);
