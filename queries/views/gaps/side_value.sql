-- Which side does a number count for: that of a Korean model or of a foreign one?
-- One row per measurement that its source has not replaced; none where the maker's country is not known (ZZ).
-- Computed at build.
create view side_value as
select
    benchmark_id, model_id, team_id, reporter_id, mode, effort, conditions, category, unit, score, score_text, decimals,
    signed_score, publication_day, relation, measurement.source_id,
    maker.country,
    case when maker.country = 'KR' then 'korean' else 'foreign' end as side,
    team_place.is_in
from measurement
join team as maker using (team_id)
left join team_place using (team_id)
where maker.country <> 'ZZ' and measurement.is_latest;

comment on view side_value is 'Published numbers by side; an organisation of unknown country counts for neither';
comment on column side_value.team_id is 'organisation that makes the model';
comment on column side_value.unit is 'unit of the number';
comment on column side_value.score is 'the number, in the benchmark''s unit';
comment on column side_value.country is 'country of the maker, two letters';
comment on column side_value.side is 'korean or foreign';
comment on column side_value.is_in is
    'whether the maker is still in the programme; blank for organisations that never were';
