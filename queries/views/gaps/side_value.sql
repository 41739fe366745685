-- Which side does a number count for: that of a Korean model or of a foreign one?
-- One row per measurement that its source has not replaced; none where the maker's country is not known (ZZ).
-- Computed at build.
create view side_value as
select
    benchmark_id, model_id, team_id, reporter_id, conditions, category, unit, score, score_text, decimals, signed_score,
    publication_day, relation, measurement.source_id,
    maker.country,
    case when maker.country = 'KR' then 'korean' else 'foreign' end as side,
    team_place.is_in
from measurement
join team as maker using (team_id)
left join team_place using (team_id)
where maker.country <> 'ZZ' and measurement.is_latest;

comment on view side_value is 'Published numbers by side; an organisation of unknown country counts for neither';
comment on column side_value.benchmark_id is 'key of the benchmark; another version is another benchmark';
comment on column side_value.model_id is 'key of the model';
comment on column side_value.team_id is 'organisation that makes the model';
comment on column side_value.reporter_id is 'organisation that measured';
comment on column side_value.conditions is 'other recorded conditions, key=value; …';
comment on column side_value.category is 'category of the benchmark';
comment on column side_value.unit is 'unit of the number';
comment on column side_value.score is 'the number, in the benchmark''s unit';
comment on column side_value.score_text is 'the number as published';
comment on column side_value.decimals is 'decimals of the published number';
comment on column side_value.signed_score is 'the number with its sign turned where lower is better';
comment on column side_value.publication_day is
    'day on which the source was published; a month alone counts as its last day';
comment on column side_value.relation is
    'own: measured by the maker; independent: by an organisation that makes no model here; else competitor';
comment on column side_value.source_id is 'key of the source';
comment on column side_value.country is 'country of the maker, two letters';
comment on column side_value.side is 'korean or foreign';
comment on column side_value.is_in is
    'whether the maker is still in the programme; blank for organisations that never were';
