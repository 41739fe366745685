-- Announced plans of model sizes: one row per plan.
create table model_plan (
    plan_id varchar not null,
    team_id varchar not null,
    total_params_b decimal(18, 6) not null,
    stated_on date not null,
    source_id varchar not null,
    primary key (plan_id),
    foreign key (team_id) references team (team_id),
    foreign key (source_id) references source (source_id)
);
