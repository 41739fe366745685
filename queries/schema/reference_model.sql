-- Reference models that programme models are tested against: one row per model.
create table reference_model (
    model_id varchar not null,
    listed_on date not null,
    primary key (model_id),
    foreign key (model_id) references model (model_id)
);
